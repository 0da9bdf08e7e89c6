package io.github.signals.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

/**
 * An entity with a JPA listener.
 */
@Entity(name = "Item")
@EntityListeners(ListenedItem.Listener.class)
class ListenedItem extends AbstractItem {

	static class Listener {

		// Whoever makes the listener, the calls of all are counted.
		static final CallCounter CALLS = new CallCounter();

		@PostPersist
		@PostUpdate
		void saved(ListenedItem item) {
			if (item.isNamed()) {
				CALLS.increment();
			}
		}

	}

}
