package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.SQLException;
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

		/** There are those of an earlier version instead. */
		FORMER,

		/** Those of an earlier version are in use by one of its nodes. */
		FORMER_IN_USE,

		/** They are there, but those of an earlier version have calls. */
		FORMER_LEFT,

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
		if (Databases.isReadOnly(connection, product)) {
			return new Tables(State.READ_ONLY, product, null, null);
		}
		TableSchema schema = (configured != null) ? TableSchema.find(connection, configured) : null;
		if (configured != null && schema == null) {
			return new Tables(State.NO_SCHEMA, product, null, null);
		}
		String sql = (schema != null) ? schema.sql() : null;
		TableNames names = new TableNames(sql);
		FormerTables former = new FormerTables(connection, product, sql);
		boolean isFormer = Databases.isSupported(product) && former.areThere();
		try {
			Databases.ask(connection, "select id from " + names.calls() + " where id = ''");
			Databases.ask(connection, "select version from " + names.partitions() + " where version = 0");
		}
		catch (SQLException ex) {
			if (!isFormer || state(product, ex) != State.MISSING) {
				throw ex;
			}
			return new Tables(isInUse(former, connection) ? State.FORMER_IN_USE : State.FORMER, product, sql, null);
		}
		boolean left = isFormer && former.haveCalls();
		return new Tables(left ? State.FORMER_LEFT : State.THERE, product, sql, null);
	}

	private static boolean isInUse(FormerTables former, Connection connection) throws SQLException {
		// The query that has failed has ended the transaction.
		if (!connection.getAutoCommit()) {
			connection.rollback();
		}
		return former.areInUse();
	}

	/**
	 * Return whether a node of an earlier version may work here, or has left calls.
	 */
	boolean areFormer() {
		return this.state == State.FORMER || this.state == State.FORMER_IN_USE || this.state == State.FORMER_LEFT;
	}

	private static State state(String product, SQLException thrown) {
		if (!Databases.isSupported(product) || Databases.isMissing(thrown)) {
			return State.MISSING;
		}
		return isRight(thrown) ? State.NO_RIGHT : State.UNREACHABLE;
	}

	private static boolean isRight(SQLException thrown) {
		return NO_RIGHT.contains(String.valueOf(thrown.getSQLState())) || DENIED.contains(thrown.getErrorCode());
	}

	/**
	 * Return whether a script makes them: a new one, or an upgrade.
	 */
	boolean canBeMade() {
		return this.state == State.MISSING || this.state == State.FORMER;
	}

	/**
	 * Return what is known where they could not be made.
	 */
	Tables notMade(RuntimeException thrown) {
		State known = (this.state == State.FORMER) ? State.FORMER : State.NOT_CREATED;
		return new Tables(known, this.product, this.schema, thrown);
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
	 * Return where the statements are that make the tables.
	 */
	String script() {
		String platform = Databases.isSupported(this.product) ? this.product.toLowerCase(Locale.ROOT) : "<platform>";
		return "io/github/signals/durable/" + (areFormer() ? "upgrade-" : "schema-") + platform + ".sql";
	}

}
