package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Records the calls of durable receivers, so that they are made whatever happens.
 *
 * @since 0.1.0
 */
public interface CallRecorder {

	/**
	 * Begin to record what was changed in the current transaction, or in none.
	 * @return the recording, which belongs to this thread
	 */
	default CallRecording open() {
		return open(null);
	}

	/**
	 * Begin to record what was changed in a transaction.
	 * @param transaction one that the application has begun itself, or {@code null} for
	 * the current one of Spring's
	 * @return the recording, which belongs to this thread
	 */
	CallRecording open(@Nullable OwnTransaction transaction);

	/**
	 * Return how many calls were ended on this node because their row is gone.
	 * @return the number since the application has started
	 */
	default long gone() {
		return 0;
	}

	/**
	 * Begin to write records and to read them again, none of which is stored: so that a
	 * test fails where a change would.
	 * @return what does so
	 */
	CallRehearsal rehearse();

}
