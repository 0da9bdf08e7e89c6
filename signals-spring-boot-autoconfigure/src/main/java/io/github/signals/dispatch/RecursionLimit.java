package io.github.signals.dispatch;

import io.github.signals.ReceiverRecursionException;

/**
 * How often receivers may trigger one another, wherever they do so:
 * {@code signals.recursion.max-depth}.
 *
 * @param max the number of times
 * @since 0.1.0
 */
public record RecursionLimit(int max) {

	/**
	 * Return whether something has happened as often as it may.
	 * @param times how often it has happened
	 * @return whether the next time is refused
	 */
	public boolean isReached(int times) {
		return times >= this.max;
	}

	/**
	 * Return whether something has happened more often than it may.
	 * @param times how often it has happened
	 * @return whether it is refused
	 */
	public boolean isExceeded(int times) {
		return times > this.max;
	}

	/**
	 * Return the refusal.
	 * @param happened what has happened too often, as the beginning of a sentence
	 * @param receivers who is responsible
	 * @return the exception to be thrown
	 */
	public ReceiverRecursionException refuse(String happened, Object receivers) {
		return refuse(happened, "times", receivers);
	}

	/**
	 * Return the refusal of a chain of calls.
	 * @param chain the receivers, from the first to the one that is refused
	 */
	ReceiverRecursionException refuseChain(String chain) {
		return refuse("Receivers have triggered one another", "levels deep", chain);
	}

	private ReceiverRecursionException refuse(String happened, String unit, Object receivers) {
		return new ReceiverRecursionException(
				happened + " more than " + this.max + " " + unit + " (signals.recursion.max-depth): " + receivers);
	}

}
