package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.function.Consumer;

import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * Tells who looks after the partitions of a data source on this node that there is
 * something to do. As long as nobody does here, it is found by others.
 */
final class PartitionWaker {

	private static final Consumer<Collection<Partition>> NOBODY = (partitions) -> {
	};

	private volatile Consumer<Collection<Partition>> listener = NOBODY;

	void wake(Collection<Partition> partitions) {
		this.listener.accept(partitions);
	}

	void begin(Consumer<Collection<Partition>> listener) {
		this.listener = listener;
	}

	void end() {
		this.listener = NOBODY;
	}

}
