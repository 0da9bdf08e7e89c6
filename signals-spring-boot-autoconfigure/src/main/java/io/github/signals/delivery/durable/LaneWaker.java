package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.function.Consumer;

import io.github.signals.delivery.durable.DurableCall.Lane;

/**
 * Tells who looks after the lanes of a data source on this node that there is something
 * to do. As long as nobody does here, it is found by others.
 */
final class LaneWaker {

	private static final Consumer<Collection<Lane>> NOBODY = (lanes) -> {
	};

	private volatile Consumer<Collection<Lane>> listener = NOBODY;

	void wake(Collection<Lane> lanes) {
		this.listener.accept(lanes);
	}

	void begin(Consumer<Collection<Lane>> listener) {
		this.listener = listener;
	}

	void end() {
		this.listener = NOBODY;
	}

}
