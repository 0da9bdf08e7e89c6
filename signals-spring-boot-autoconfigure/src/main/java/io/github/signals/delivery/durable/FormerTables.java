package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The tables of versions that did not call them the outbox. Their nodes do not know the
 * outbox, and this version does not read what they write.
 */
final class FormerTables {

	static final String CALLS = "signals_durable_call";

	static final String PARTITIONS = "signals_durable_lane";

	/** A node that has given no sign of life for so long is taken for stopped. */
	static final Duration SILENCE = Duration.ofSeconds(30);

	private final Connection connection;

	private final String product;

	private final String prefix;

	FormerTables(Connection connection, String product, @Nullable String schema) {
		this.connection = connection;
		this.product = product;
		this.prefix = (schema != null) ? schema + "." : "";
	}

	boolean areThere() throws SQLException {
		String table = this.prefix + CALLS;
		if (this.product.equals("PostgreSQL")) {
			// Without an error in the log of the server at each start
			return Databases.ask(this.connection, "select to_regclass('" + table.replace("'", "''") + "') is not null")
				.equals("t");
		}
		try {
			Databases.ask(this.connection, "select id from " + table + " where id = ''");
			return true;
		}
		catch (SQLException ex) {
			if (!Databases.isMissing(ex)) {
				throw ex;
			}
			return false;
		}
	}

	boolean haveCalls() throws SQLException {
		return !Databases.ask(this.connection, "select max(id) from " + this.prefix + CALLS).equals("null");
	}

	/**
	 * Return whether a node gives signs of life: what works on a partition a heartbeat,
	 * and one of all nodes that it has looked for calls.
	 */
	boolean areInUse() throws SQLException {
		long now = Long.parseLong(Databases.ask(this.connection, new CallSql(this.product, "").time()));
		String query = "select max(last_heartbeat), max(last_success) from " + this.prefix + PARTITIONS;
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			return rows.next() && (isRecent(rows.getTimestamp(1), now) || isRecent(rows.getTimestamp(2), now));
		}
	}

	private static boolean isRecent(@Nullable Timestamp sign, long now) {
		return sign != null && now - sign.getTime() < SILENCE.toMillis();
	}

}
