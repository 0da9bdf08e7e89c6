package io.github.signals.autoconfigure.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.signals.delivery.durable.TableSchema;

/**
 * Makes the tables, maybe in a schema that is not the one of the connections, which are
 * used for other things afterwards.
 */
final class SchemaInitializer {

	private final DataSource dataSource;

	private final @Nullable String schema;

	SchemaInitializer(DataSource dataSource, @Nullable String schema) {
		this.dataSource = dataSource;
		this.schema = schema;
	}

	/**
	 * Make the tables.
	 * @param settings the script and when to run it
	 * @param atOnce whether its statements belong together, as far as the database lets
	 * them be rolled back together
	 */
	void initialize(DatabaseInitializationSettings settings, boolean atOnce) {
		Script script = (connection) -> run(connection, settings, atOnce);
		try (Connection connection = this.dataSource.getConnection()) {
			// Otherwise a pool that rolls back on return would undo what is reset below.
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(true);
			try {
				runInSchema(connection, script);
			}
			finally {
				connection.setAutoCommit(autoCommit);
			}
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Making the tables for durable calls", null, ex);
		}
	}

	private void runInSchema(Connection connection, Script script) throws SQLException {
		if (this.schema == null) {
			script.run(connection);
			return;
		}
		TableSchema found = TableSchema.find(connection, this.schema);
		if (found != null) {
			runInSchema(connection, found.name(), script);
		}
	}

	private static void runInSchema(Connection connection, String schema, Script script) throws SQLException {
		if (TableSchema.isCatalog(connection.getMetaData())) {
			String own = connection.getCatalog();
			connection.setCatalog(schema);
			try {
				script.run(connection);
			}
			finally {
				connection.setCatalog(own);
			}
			return;
		}
		String path = searchPath(connection);
		String own = connection.getSchema();
		connection.setSchema(schema);
		try {
			script.run(connection);
		}
		finally {
			restore(connection, own, path);
		}
	}

	private static void restore(Connection connection, @Nullable String schema, @Nullable String path)
			throws SQLException {
		if (path == null) {
			connection.setSchema(schema);
			return;
		}
		try (PreparedStatement set = connection.prepareStatement("select set_config('search_path', ?, false)")) {
			set.setString(1, path);
			set.execute();
		}
	}

	/**
	 * Return all schemas of a connection to PostgreSQL, of which JDBC knows the first.
	 */
	private static @Nullable String searchPath(Connection connection) throws SQLException {
		if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
			return null;
		}
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("show search_path")) {
			return rows.next() ? rows.getString(1) : null;
		}
	}

	private static void run(Connection connection, DatabaseInitializationSettings settings, boolean atOnce)
			throws SQLException {
		connection.setAutoCommit(!atOnce);
		try {
			new DataSourceScriptDatabaseInitializer(new SingleConnectionDataSource(connection, true), settings)
				.initializeDatabase();
		}
		finally {
			if (atOnce) {
				// What was done is committed.
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
	}

	/**
	 * What is run in the schema.
	 */
	@FunctionalInterface
	private interface Script {

		void run(Connection connection) throws SQLException;

	}

}
