package io.github.signals;

/**
 * The failure of one call of a receiver.
 *
 * @param receiver the receiver
 * @param signal the class of the signal
 * @param sender the sender of the signal
 * @param cause what the receiver threw
 * @since 0.1.0
 */
public record ReceiverFailure(ReceiverInfo receiver, Class<?> signal, Class<?> sender, Throwable cause) {

	/**
	 * Name the receiver, the signal and the sender, in one sentence and without any value
	 * of the instance.
	 * @return the sentence
	 */
	public String describe() {
		return "Receiver '" + this.receiver.uid() + "' (" + this.receiver.method() + ", " + this.receiver.delivery()
				+ ") failed on " + this.signal.getSimpleName() + " of " + this.sender.getName();
	}

}
