package io.github.signals.dispatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the actor on the thread of the change, to which it belongs.
 *
 * @since 0.1.0
 */
public final class Actors {

	private static final Logger logger = LoggerFactory.getLogger(Actors.class);

	private Actors() {
	}

	/**
	 * Ask for the actor before the signal leaves this thread.
	 * @param context who and what led to the signal
	 * @param uid the uid of the receiver
	 */
	public static void resolve(DispatchContext context, String uid) {
		try {
			context.actor();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not determine the actor for receiver '{}'", uid, ex);
		}
	}

}
