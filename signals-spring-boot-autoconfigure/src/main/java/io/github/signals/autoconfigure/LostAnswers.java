package io.github.signals.autoconfigure;

import java.sql.SQLException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.HeuristicCompletionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Determines whether the connection was lost before a failed commit was acknowledged, so
 * that the database may have committed it. A database that responds has rolled back.
 */
class LostAnswers implements Predicate<@Nullable Throwable> {

	private static final int SECONDS = 2;

	private static final boolean JDBC = ClassUtils.isPresent("org.springframework.jdbc.datasource.ConnectionHolder",
			LostAnswers.class.getClassLoader());

	@Override
	public boolean test(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HeuristicCompletionException heuristic) {
				return heuristic.getOutcomeState() != HeuristicCompletionException.STATE_ROLLED_BACK;
			}
			if (cause instanceof SQLException ex && isUnresolved(ex.getSQLState())) {
				return true;
			}
		}
		return JDBC && Connections.isAnyBroken();
	}

	/**
	 * Return whether the state is that of a connection that is gone, or of a statement
	 * that is not known to have been completed.
	 */
	private static boolean isUnresolved(@Nullable String state) {
		return state != null && (state.startsWith("08") || state.equals("40003"));
	}

	/** A separate class, because JDBC may be missing. */
	private static final class Connections {

		private Connections() {
		}

		static boolean isAnyBroken() {
			for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
				if (resource instanceof ConnectionHolder holder && isBroken(holder)) {
					return true;
				}
			}
			return false;
		}

		private static boolean isBroken(ConnectionHolder holder) {
			try {
				return !holder.getConnection().isValid(SECONDS);
			}
			catch (SQLException | RuntimeException ex) {
				return true;
			}
		}

	}

}
