package io.github.signals.dispatch;

/**
 * The innermost call of a thread, as another thread sees it.
 *
 * @param receiver the receiver
 * @param payload what it was called with
 * @param context who and what led to it
 */
record RunningCall(RegisteredReceiver receiver, Object payload, DispatchContext context) {

	/**
	 * Return whether another look has seen the same call. Each signal is an object of its
	 * own, and has a context of its own if the application sends the same object again,
	 * so that two calls cannot be taken for one.
	 */
	boolean isSame(RunningCall other) {
		return this.receiver == other.receiver && this.payload == other.payload && this.context == other.context;
	}

	/**
	 * Return whether this call has not ended: it is the innermost one, or around it.
	 */
	boolean isOpenIn(RunningCall innermost) {
		return isSame(innermost) || Frame.isOpen(innermost.context.cause, this.receiver, this.payload);
	}

}
