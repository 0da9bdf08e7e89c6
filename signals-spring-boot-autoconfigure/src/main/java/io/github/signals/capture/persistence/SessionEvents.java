package io.github.signals.capture.persistence;

import java.util.LinkedHashSet;
import java.util.Set;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears when a flush of one session, its transaction, and the session itself ends.
 */
@SuppressWarnings("serial")
final class SessionEvents implements SessionEventListener {

	private static final Logger logger = LoggerFactory.getLogger(SessionEvents.class);

	private final SessionImplementor session;

	private final SessionWrites writes;

	private final Runnable onClose;

	SessionEvents(SessionImplementor session, SessionWrites writes, Runnable onClose) {
		this.session = session;
		this.writes = writes;
		this.onClose = onClose;
	}

	@Override
	public void flushEnd(int entities, int collections) {
		this.writes.preparation().show();
	}

	@Override
	public void partialFlushEnd(int entities, int collections) {
		this.writes.preparation().show();
	}

	@Override
	public void transactionCompletion(boolean successful) {
		try {
			if (!successful) {
				this.writes.rolledBack();
			}
		}
		finally {
			this.writes.forget();
		}
	}

	@Override
	public void end() {
		Set<String> unwritten = unwritten();
		// With JTA it is finally closed just before it is notified of a rollback.
		if (!unwritten.isEmpty() && !this.session.getTransactionCoordinator().isJoined()) {
			logger.warn("""
					{} were saved outside a transaction, or in one that had already completed, and the session was \
					closed without writing them: no receiver is called after the commit. Code that runs after a \
					commit must start its own transaction (REQUIRES_NEW).""", unwritten);
		}
		this.onClose.run();
	}

	/**
	 * Return the classes of what was signalled and not written.
	 */
	private Set<String> unwritten() {
		Set<String> names = new LinkedHashSet<>();
		this.writes.announced().forEach((entity, write) -> {
			if (write.isAnnounced()) {
				names.add(entity.getClass().getName());
			}
		});
		return names;
	}

}
