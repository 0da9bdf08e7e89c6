package io.github.signals.delivery.durable;

/**
 * Why this node does not look after a lane any more.
 */
enum LaneEnd {

	/** There is nothing to do now. */
	EMPTY(0),

	/** Others wait for a turn. */
	TURN_OVER(0),

	/** This node shuts down. */
	STOPPED(0),

	/** Another node does it. */
	LOST(500),

	/** This node has no thread; another one may have. */
	NO_THREAD(500),

	/** The database is not there. */
	UNAVAILABLE(1000),

	/** The receiver is switched off on this node; on another one it may run. */
	HELD(5000);

	private final int delay;

	LaneEnd(int delay) {
		this.delay = delay;
	}

	int delay() {
		return this.delay;
	}

}
