package io.github.signals.dispatch;

/**
 * Records the calls of durable receivers, so that they are made whatever happens.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallRecorder {

	/**
	 * Begin to record what was changed in the current transaction, or in none.
	 * @return the recording, which belongs to this thread
	 */
	CallRecording open();

}
