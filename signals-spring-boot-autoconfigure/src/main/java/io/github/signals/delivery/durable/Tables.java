package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Whether a data source has the tables of durable calls, and if not, why.
 *
 * @param state what is known
 * @param product the name of the database
 * @param schema the name of their schema as statements have it, or {@code null} for that
 * of the connection
 * @param cause what was thrown, if anything was
 */
record Tables(State state, String product, @Nullable String schema, @Nullable Exception cause) {

	static final String CALLS = "signals_durable_call";

	static final String LANES = "signals_durable_lane";

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

		/** There is not even their schema. */
		NO_SCHEMA,

		/** They are not there, and could not be created. */
		NOT_CREATED,

		/** The user of the database may not read them. */
		NO_RIGHT,

		/** They cannot be written, as in a replica. */
		READ_ONLY,

		/** There would be several of them, in several databases. */
		SEVERAL,

		/** The database does not answer, or not to this question. */
		UNREACHABLE

	}

	/**
	 * Ask, on a connection of its own, as a failure would end the current transaction.
	 * @param dataSource the data source
	 * @param configured what the schema of the tables is called in the configuration, or
	 * {@code null}
	 */
	static Tables of(DataSource dataSource, @Nullable String configured) {
		if (configured == null && RoutedDataSource.writesToSeveral(dataSource)) {
			return new Tables(State.SEVERAL, "", null, null);
		}
		String product = "";
		try (Connection connection = dataSource.getConnection()) {
			product = connection.getMetaData().getDatabaseProductName();
			return of(connection, product, configured);
		}
		catch (SQLException ex) {
			return new Tables(product.isEmpty() ? State.UNREACHABLE : state(product, ex), product, null, ex);
		}
		catch (IllegalStateException ex) {
			// There is no database for a thread that works for nobody.
			if (!RoutedDataSource.is(dataSource)) {
				throw ex;
			}
			return new Tables(State.SEVERAL, product, null, ex);
		}
	}

	private static Tables of(Connection connection, String product, @Nullable String configured) throws SQLException {
		if (isReadOnly(connection, product)) {
			return new Tables(State.READ_ONLY, product, null, null);
		}
		TableSchema schema = (configured != null) ? TableSchema.find(connection, configured) : null;
		if (configured != null && schema == null) {
			return new Tables(State.NO_SCHEMA, product, null, null);
		}
		String sql = (schema != null) ? schema.sql() : null;
		ask(connection, "select id from " + name(CALLS, sql) + " where id = ''");
		ask(connection, "select version from " + name(LANES, sql) + " where version = 0");
		return new Tables(State.THERE, product, sql, null);
	}

	static String name(String table, @Nullable String schema) {
		return (schema != null) ? schema + "." + table : table;
	}

	private static String ask(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			return rows.next() ? String.valueOf(rows.getString(1)) : "";
		}
	}

	/**
	 * Return whether the server or the session takes no writes.
	 */
	static boolean isReadOnly(Connection connection, String product) throws SQLException {
		if (connection.isReadOnly()) {
			return true;
		}
		if (product.equals("PostgreSQL")) {
			return ask(connection, "show transaction_read_only").equals("on");
		}
		// Not each version has each of them.
		return isMySql(product) && !ask(connection,
				"show variables where variable_name in ('read_only', 'super_read_only', 'innodb_read_only',"
						+ " 'transaction_read_only', 'tx_read_only') and value not in ('OFF', '0')")
			.isEmpty();
	}

	private static boolean isMySql(String product) {
		return product.contains("MySQL") || product.contains("MariaDB");
	}

	private static State state(String product, SQLException thrown) {
		if (!isSupported(product) || MISSING.contains(String.valueOf(thrown.getSQLState()))) {
			return State.MISSING;
		}
		return isRight(thrown) ? State.NO_RIGHT : State.UNREACHABLE;
	}

	private static boolean isRight(SQLException thrown) {
		return NO_RIGHT.contains(String.valueOf(thrown.getSQLState())) || DENIED.contains(thrown.getErrorCode());
	}

	/**
	 * Return whether there are tables for a database, so that its errors are known.
	 */
	private static boolean isSupported(String product) {
		return product.equals("H2") || product.equals("PostgreSQL") || isMySql(product);
	}

	/**
	 * Return what is known where they could not be created.
	 */
	Tables notCreated(RuntimeException thrown) {
		return new Tables(State.NOT_CREATED, this.product, this.schema, thrown);
	}

	/**
	 * Return whether something has failed for want of a right.
	 */
	static boolean isForbidden(@Nullable Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException refused && isRight(refused)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return where the statements are that create the tables.
	 */
	String script() {
		String platform = isSupported(this.product) ? this.product.toLowerCase(Locale.ROOT) : "<platform>";
		return "io/github/signals/durable/schema-" + platform + ".sql";
	}

	/**
	 * Return what to tell somebody who needs the tables.
	 */
	UnusableTablesException failure(String where, @Nullable String configuredSchema) {
		return new TablesFailure(this, where, configuredSchema).exception();
	}

}
