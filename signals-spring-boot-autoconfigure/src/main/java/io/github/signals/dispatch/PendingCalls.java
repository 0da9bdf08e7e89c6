package io.github.signals.dispatch;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls that are made later or on another thread, so that a test can wait for their end.
 *
 * @since 0.1.0
 */
public interface PendingCalls {

	/**
	 * Announce from now on each call that is accepted, on the thread that has caused it
	 * and before it can begin.
	 * @param listener is told what identifies the call, and replaces the previous
	 * listener
	 */
	void announceTo(Consumer<Object> listener);

	/**
	 * Return which calls are left: those that run, including all that follows on their
	 * thread, and those that are going to run if nobody does anything.
	 * @param calls what identifies the calls, of those that were announced
	 * @return those that are left
	 */
	Map<Object, Left> left(Set<Object> calls);

	/**
	 * A call that is left.
	 *
	 * @param uid the uid of the receiver
	 * @param failed how often it has failed
	 */
	record Left(String uid, int failed) {

	}

}
