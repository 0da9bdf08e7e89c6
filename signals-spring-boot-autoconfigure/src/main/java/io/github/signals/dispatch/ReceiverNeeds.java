package io.github.signals.dispatch;

/**
 * What a receiver needs to be told, so that nothing is computed, loaded or kept that
 * nobody looks at, and how it is called.
 *
 * @param changes whether the receiver or its condition looks at what has changed
 * @param ids whether the receiver wants the identifiers of what a statement writes
 * @param instance whether the receiver cannot do without the instance
 * @param order whether a durable receiver keeps the order of the commits
 * @param eachSignal whether the receiver, while it hears one signal of an instance, may
 * hear another one of the same instance
 * @param snapshot whether the receiver takes the attributes as they were written
 * @param batchSize how many signals it takes at once, {@code 0} if it takes no list
 * @since 0.1.0
 */
public record ReceiverNeeds(boolean changes, boolean ids, boolean instance, boolean order, boolean eachSignal,
		boolean snapshot, int batchSize) {

	/**
	 * Create the needs of a receiver that does not take the attributes as they were
	 * written.
	 * @param changes whether the receiver or its condition looks at what has changed
	 * @param ids whether the receiver wants the identifiers of what a statement writes
	 * @param instance whether the receiver cannot do without the instance
	 * @param order whether a durable receiver keeps the order of the commits
	 * @param eachSignal whether the receiver may hear another signal of the same instance
	 * @param batchSize how many signals it takes at once, {@code 0} if it takes no list
	 */
	public ReceiverNeeds(boolean changes, boolean ids, boolean instance, boolean order, boolean eachSignal,
			int batchSize) {
		this(changes, ids, instance, order, eachSignal, false, batchSize);
	}

	/**
	 * Return whether the receiver takes a list of signals.
	 * @return whether it is called once per transaction and list
	 */
	public boolean isBatch() {
		return this.batchSize > 0;
	}

}
