package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * One call of a receiver. Deliveries decorate it; they are composed once, when the
 * receiver is connected.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReceiverCall {

	/**
	 * Call the receiver.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to the signal, or to the last one of the list
	 * @return what the receiver returned
	 * @throws Exception what the receiver threw
	 */
	@Nullable Object call(Object payload, DispatchContext context) throws Exception;

	/**
	 * Return whether the call ends when the work of others has ended.
	 * @return whether its thread does nothing but wait for most of the time
	 */
	default boolean isAwaited() {
		return false;
	}

	/**
	 * Make a call that handles each exception which is checked.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to the signal, or to the last one of the list
	 * @return what the receiver returned
	 */
	default @Nullable Object callHandled(Object payload, DispatchContext context) {
		try {
			return call(payload, context);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
