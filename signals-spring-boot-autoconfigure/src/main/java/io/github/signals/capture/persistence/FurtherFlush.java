package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SessionImplementor;

/**
 * The flush that follows receivers who have left something to be written.
 */
final class FurtherFlush {

	private FurtherFlush() {
	}

	static void ifPending(SessionImplementor session) {
		if (!session.isTransactionInProgress() || !Dirtiness.isAnythingPending(session.asEventSource())) {
			return;
		}
		if (session.isOpen()) {
			session.flush();
		}
		else {
			// With JTA it is closed before the commit, but it still flushes.
			session.flushBeforeTransactionCompletion();
		}
	}

}
