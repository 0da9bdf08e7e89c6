package io.github.signals.dispatch;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;

/**
 * Notes what becomes of the calls that are recorded. It neither throws nor waits.
 *
 * @since 0.1.0
 */
public interface RecordedCallTrace {

	/**
	 * A call is recorded in the transaction of the change.
	 * @param id the identifier of the call
	 * @param receiver the durable receiver
	 * @param signal the signal that it is to hear
	 * @param context who and what led to it
	 */
	void recorded(UUID id, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context);

	/**
	 * The receiver is about to be called.
	 * @param receiver the durable receiver
	 * @param signal the signal as it was recorded
	 * @param context the context of the call, which has its identifier
	 * @param attempt which attempt it is, beginning with 1
	 */
	void attempted(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, int attempt);

	/**
	 * The receiver does not hear the signal, as its condition is not met.
	 * @param id the identifier of the call
	 * @param reason why not
	 */
	void leftOut(UUID id, LeftOut reason);

	/**
	 * An attempt has failed.
	 * @param id the identifier of the call
	 * @param attempt which attempt it was
	 * @param error what was thrown
	 * @param next when the next attempt is due, or {@code null} if the call is parked
	 */
	void failed(UUID id, int attempt, Throwable error, @Nullable Instant next);

	/**
	 * The call has ended without the receiver, as the row is gone.
	 * @param id the identifier of the call
	 */
	void gone(UUID id);

}
