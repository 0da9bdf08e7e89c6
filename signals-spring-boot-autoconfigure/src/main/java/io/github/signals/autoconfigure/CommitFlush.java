package io.github.signals.autoconfigure;

import java.util.function.Consumer;

import javax.sql.DataSource;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Flushes before a commit what the commit itself would flush.
 */
final class CommitFlush {

	private static final boolean HIBERNATE = ClassUtils.isPresent("org.hibernate.Session",
			CommitFlush.class.getClassLoader())
			&& ClassUtils.isPresent("org.springframework.orm.jpa.EntityManagerHolder",
					CommitFlush.class.getClassLoader());

	private CommitFlush() {
	}

	/**
	 * Return the flush of the transactions of a manager.
	 */
	static Consumer<TransactionStatus> of(Object manager) {
		Object factory = (manager instanceof ResourceTransactionManager resource) ? resource.getResourceFactory()
				: null;
		if (factory instanceof DataSource) {
			// It would flush changes that do not belong to the transaction.
			return (status) -> {
			};
		}
		return (HIBERNATE && factory != null) ? (status) -> flush(status, factory) : TransactionStatus::flush;
	}

	private static void flush(TransactionStatus status, Object factory) {
		if (!Sessions.isLeftAlone(TransactionSynchronizationManager.getResource(factory))) {
			status.flush();
		}
	}

	/** A separate class, because Hibernate may be missing. */
	private static final class Sessions {

		private Sessions() {
		}

		/**
		 * Return whether Hibernate would not flush either: the application flushes
		 * manually, or the factory is closed.
		 */
		static boolean isLeftAlone(@Nullable Object resource) {
			return resource instanceof EntityManagerHolder holder
					&& holder.getEntityManager() instanceof Session session
					&& (!session.isOpen() || session.getHibernateFlushMode() == FlushMode.MANUAL);
		}

	}

}
