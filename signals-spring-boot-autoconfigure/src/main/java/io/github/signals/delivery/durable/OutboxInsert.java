package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts calls, many rows by one statement: of few sizes, which connections keep
 * prepared.
 */
final class OutboxInsert {

	/** The largest size, a power of two as all of them. */
	static final int MOST_ROWS = 128;

	/** What a statement may contain; databases limit its size. */
	static final int MOST_BYTES = 1 << 20;

	private final JdbcTemplate jdbc;

	/** By the logarithms of their sizes. */
	private final String[] statements = new String[Integer.numberOfTrailingZeros(MOST_ROWS) + 1];

	/** The same for calls that are due later. */
	private final String[] postponing = new String[this.statements.length];

	OutboxInsert(JdbcTemplate jdbc, CallSql sql) {
		this.jdbc = jdbc;
		for (int i = 0; i < this.statements.length; i++) {
			this.statements[i] = sql.insert(1 << i, false);
			this.postponing[i] = sql.insert(1 << i, true);
		}
	}

	/**
	 * Insert calls in their order, in the current transaction.
	 * @param calls the calls
	 * @param delay after how many milliseconds they are due
	 */
	void run(List<DurableCall> calls, long delay) {
		for (int begin = 0; begin < calls.size();) {
			List<DurableCall> rows = rows(calls, begin);
			this.jdbc.update(statement(rows.size(), delay), (statement) -> set(statement, rows, delay));
			begin += rows.size();
		}
	}

	/**
	 * Insert calls in their order, on a connection whose transaction Spring does not
	 * know.
	 */
	void run(List<DurableCall> calls, long delay, Connection connection) {
		for (int begin = 0; begin < calls.size();) {
			List<DurableCall> rows = rows(calls, begin);
			String sql = statement(rows.size(), delay);
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				set(statement, rows, delay);
				statement.executeUpdate();
			}
			catch (SQLException ex) {
				throw new UncategorizedSQLException("Recording durable calls", sql, ex);
			}
			begin += rows.size();
		}
	}

	private String statement(int rows, long delay) {
		return ((delay > 0) ? this.postponing : this.statements)[Integer.numberOfTrailingZeros(rows)];
	}

	/**
	 * Return the rows of the next statement: as many as fit.
	 */
	private static List<DurableCall> rows(List<DurableCall> calls, int begin) {
		int most = Math.min(calls.size() - begin, MOST_ROWS);
		int fitting = 1;
		for (long bytes = length(calls, begin); fitting < most; fitting++) {
			bytes += length(calls, begin + fitting);
			if (bytes > MOST_BYTES) {
				break;
			}
		}
		return calls.subList(begin, begin + Integer.highestOneBit(fitting));
	}

	private static int length(List<DurableCall> calls, int index) {
		return calls.get(index).payload().length;
	}

	private static void set(PreparedStatement statement, List<DurableCall> calls, long delay) throws SQLException {
		int index = 0;
		for (DurableCall call : calls) {
			statement.setString(++index, call.id());
			statement.setString(++index, call.uid());
			statement.setInt(++index, call.partition());
			statement.setString(++index, call.entity());
			statement.setString(++index, call.sender());
			statement.setString(++index, call.operation());
			statement.setBytes(++index, call.payload());
			if (delay > 0) {
				statement.setLong(++index, delay);
			}
			statement.setLong(++index, call.recorded());
		}
	}

}
