package io.github.signals.delivery.durable;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * How many calls of a receiver one thread takes.
 *
 * @param list whether the receiver takes lists, which are as long as they can be
 * @param most how many calls there are at most
 */
record CallPortion(boolean list, int most) {

	static CallPortion of(RegisteredReceiver receiver, int share) {
		boolean list = receiver.needs().isBatch();
		return new CallPortion(list, list ? receiver.needs().batchSize() : share);
	}

	/**
	 * Return how many calls to read at once: a whole number of portions.
	 */
	int readBatch() {
		return this.most * Math.max(1, CallTable.READ_BATCH / this.most);
	}

	/**
	 * Return of how many entities a thread may take single calls, so that they are
	 * divided among the threads that are idle.
	 * @param ready how many entities have calls
	 * @param idle how many more threads there are
	 */
	int entities(int ready, int idle) {
		return this.list ? ready : ready / (idle + 1) + ((ready % (idle + 1) > 0) ? 1 : 0);
	}

}
