package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * Tells who looks after the partitions of a data source on this node that there is
 * something to do. As long as nobody does here, it is found by others.
 */
final class PartitionWaker {

	private static final Consumer<Collection<Partition>> NOBODY = (partitions) -> {
	};

	private volatile Consumer<Collection<Partition>> listener = NOBODY;

	private volatile @Nullable Consumer<Collection<Partition>> diverted;

	void wake(Collection<Partition> partitions) {
		Consumer<Collection<Partition>> diverted = this.diverted;
		((diverted != null) ? diverted : this.listener).accept(partitions);
	}

	/**
	 * Tell somebody else, or again who looks after the partitions.
	 */
	void divert(@Nullable Consumer<Collection<Partition>> listener) {
		this.diverted = listener;
	}

	void begin(Consumer<Collection<Partition>> listener) {
		this.listener = listener;
	}

	void end() {
		this.listener = NOBODY;
		this.diverted = null;
	}

}
