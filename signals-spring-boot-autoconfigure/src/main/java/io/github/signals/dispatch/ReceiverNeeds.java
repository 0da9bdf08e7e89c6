package io.github.signals.dispatch;

/**
 * What a receiver needs to be told, so that nothing is computed, loaded or kept that
 * nobody looks at, and how it is called.
 *
 * @param changes whether the receiver or its condition looks at what has changed
 * @param created whether the receiver or its condition looks at whether a row is created
 * @param notes whether the receiver takes the notes of a write
 * @param ids whether the receiver wants the identifiers of what a statement writes
 * @param instance whether the receiver cannot do without the instance
 * @param order whether a durable receiver keeps the order of the commits
 * @param eachSignal whether the receiver, while it hears one signal of an instance, may
 * hear another one of the same instance
 * @param snapshot whether the receiver takes the attributes as they were written
 * @param batchSize how many signals it takes at once, {@code 0} if it takes no list
 * @param parts which parts count as the whole
 * @param context whether the receiver may ask who and what led to the signal
 * @since 0.1.0
 */
public record ReceiverNeeds(boolean changes, boolean created, boolean notes, boolean ids, boolean instance,
		boolean order, boolean eachSignal, boolean snapshot, int batchSize, ReceiverParts parts, boolean context) {

	/**
	 * Return whether the receiver takes a list of signals.
	 * @return whether it is called once per transaction and list
	 */
	public boolean isBatch() {
		return this.batchSize > 0;
	}

}
