package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Records the calls of durable receivers, so that they are made even after a crash.
 *
 * @since 0.1.0
 */
public interface CallRecorder {

	/**
	 * Begin to record the changes of the current transaction, or of no transaction.
	 * @return the recording, which belongs to this thread
	 */
	default CallRecording open() {
		return open(null);
	}

	/**
	 * Begin to record the changes of a transaction.
	 * @param transaction a transaction that the application has begun itself, or
	 * {@code null} for the current Spring transaction
	 * @return the recording, which belongs to this thread
	 */
	CallRecording open(@Nullable OwnTransaction transaction);

	/**
	 * Refuse a signal that cannot be recorded, before anybody hears it.
	 * @param signal the class of the signal
	 * @throws IllegalArgumentException if it is one of the application's own, and on no
	 * list of those that records may be about
	 */
	default void checkRecordable(Class<?> signal) {
	}

	/**
	 * Return how many calls were ended on this node because their row is gone.
	 * @return the number since the application started
	 */
	default long gone() {
		return 0;
	}

	/**
	 * Make calls from now on on the threads that record them, after their commit, and
	 * make no others on this node. Running calls are waited for. For tests.
	 * @return ends this, so that calls are made again on threads of their own
	 */
	default Runnable beginInline() {
		return () -> {
		};
	}

	/**
	 * Begin to write records and to read them back without storing them, so that a test
	 * fails where a real change would.
	 * @return the rehearsal
	 */
	CallRehearsal rehearse();

}
