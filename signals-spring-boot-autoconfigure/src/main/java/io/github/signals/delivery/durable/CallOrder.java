package io.github.signals.delivery.durable;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Which calls of an entity wait for one another.
 */
enum CallOrder {

	/** None. */
	NONE,

	/** A call that waits for its time or is parked holds back those after it. */
	BY_ENTITY,

	/** Also, a call waits for the last one of its entity, with which it is merged. */
	MERGED;

	static CallOrder of(RegisteredReceiver receiver, DurableSettings settings) {
		if (settings.of(receiver.uid()).postponed().isMerging()) {
			return MERGED;
		}
		return receiver.needs().order() ? BY_ENTITY : NONE;
	}

	boolean isKept() {
		return this != NONE;
	}

}
