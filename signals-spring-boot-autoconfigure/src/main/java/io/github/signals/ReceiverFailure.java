package io.github.signals;

/**
 * The failure of one call of a receiver. For a {@link Delivery#DURABLE} call, there is
 * one failure for each failed attempt, and one more when the call is parked because it
 * has finally failed.
 *
 * @param receiver the receiver
 * @param signal the class of the signal
 * @param sender the sender of the signal
 * @param cause what the receiver threw
 * @param parked whether the call of a durable receiver is now parked and is not tried
 * again
 * @since 0.1.0
 */
public record ReceiverFailure(ReceiverInfo receiver, Class<?> signal, Class<?> sender, Throwable cause,
		boolean parked) {

	/**
	 * Create the failure of a call that is not parked.
	 * @param receiver the receiver
	 * @param signal the class of the signal
	 * @param sender the sender of the signal
	 * @param cause what the receiver threw
	 */
	public ReceiverFailure(ReceiverInfo receiver, Class<?> signal, Class<?> sender, Throwable cause) {
		this(receiver, signal, sender, cause, false);
	}

	/**
	 * Describe the receiver, the signal and the sender in one sentence, without any value
	 * of the instance.
	 * @return the sentence
	 */
	public String describe() {
		return "Receiver '" + this.receiver.uid() + "' (" + this.receiver.method() + ", " + this.receiver.delivery()
				+ ") failed on " + this.signal.getSimpleName() + " of " + this.sender.getName()
				+ (this.parked ? ", and its call is parked" : "");
	}

}
