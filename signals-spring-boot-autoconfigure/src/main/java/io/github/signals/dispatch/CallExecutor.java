package io.github.signals.dispatch;

/**
 * Makes calls on other threads, outside of any transaction.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallExecutor {

	/**
	 * Accept a call, which takes the scopes of this thread with it.
	 * @param uid the uid of the receiver
	 * @param call the call
	 * @return begins the call, from any thread; has to be run
	 */
	Runnable accept(String uid, Runnable call);

}
