package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Whether a data source has the tables of durable calls, and if not, why.
 *
 * @param state what is known
 * @param product the name of the database
 * @param cause what was thrown, if anything was
 */
record Tables(State state, String product, @Nullable SQLException cause) {

	private static final String CALLS = "signals_durable_call";

	private static final String LANES = "signals_durable_lane";

	/** What the databases that can have the tables say of a table or schema. */
	private static final Set<String> MISSING = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");

	private static final Set<String> NO_RIGHT = Set.of("42501", "90096");

	/** What MySQL and MariaDB say of tables, which they say of much with one state. */
	private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143);

	/**
	 * What is known of the tables.
	 */
	enum State {

		/** They are there, and can be written. */
		THERE,

		/** They are not there. */
		MISSING,

		/** The user of the database may not read them. */
		NO_RIGHT,

		/** They cannot be written, as in a replica. */
		READ_ONLY,

		/** The database does not answer, or not to this question. */
		UNREACHABLE

	}

	/**
	 * Ask, on a connection of its own, as a failure would end the current transaction.
	 */
	static Tables of(DataSource dataSource, @Nullable String schema) {
		String product = "";
		try (Connection connection = dataSource.getConnection()) {
			product = connection.getMetaData().getDatabaseProductName();
			if (isReadOnly(connection, product)) {
				return new Tables(State.READ_ONLY, product, null);
			}
			ask(connection, "select id from " + name(CALLS, schema) + " where id = ''");
			ask(connection, "select version from " + name(LANES, schema) + " where version = 0");
			return new Tables(State.THERE, product, null);
		}
		catch (SQLException ex) {
			return new Tables(product.isEmpty() ? State.UNREACHABLE : state(product, ex), product, ex);
		}
	}

	static String name(String table, @Nullable String schema) {
		return (schema != null) ? schema + "." + table : table;
	}

	private static String ask(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			return rows.next() ? String.valueOf(rows.getString(1)) : "";
		}
	}

	private static boolean isReadOnly(Connection connection, String product) throws SQLException {
		boolean readOnly = connection.isReadOnly();
		return readOnly || product.equals("PostgreSQL") && ask(connection, "show transaction_read_only").equals("on");
	}

	private static State state(String product, SQLException thrown) {
		String state = String.valueOf(thrown.getSQLState());
		if (!isSupported(product) || MISSING.contains(state)) {
			return State.MISSING;
		}
		return (NO_RIGHT.contains(state) || DENIED.contains(thrown.getErrorCode())) ? State.NO_RIGHT
				: State.UNREACHABLE;
	}

	/**
	 * Return whether there are tables for a database, so that its errors are known.
	 */
	private static boolean isSupported(String product) {
		return product.equals("H2") || product.equals("PostgreSQL") || product.contains("MySQL")
				|| product.contains("MariaDB");
	}

	/**
	 * Return what to tell somebody who needs the tables.
	 */
	IllegalStateException failure(String where) {
		return new IllegalStateException(switch (this.state) {
			case READ_ONLY -> where + " is read-only, as a replica is, so that no call can be recorded there."
					+ " Write with the data source of the database that is replicated, or choose another delivery.";
			case NO_RIGHT -> "The user of " + where + " has no right to the tables " + CALLS + " and " + LANES
					+ ". Grant it select, insert, update and delete.";
			case UNREACHABLE -> "Whether " + where + " has the tables " + CALLS + " and " + LANES
					+ " cannot be told, as it does not answer. It is asked again.";
			default -> "There is no table " + CALLS + " in " + where
					+ ". Add it by a migration, from io/github/signals/durable/schema-<platform>.sql of the library, or"
					+ " set signals.durable.initialize-schema=always.";
		}, this.cause);
	}

}
