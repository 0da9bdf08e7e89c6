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
 * Creates the tables in a schema that is not the one of the connections, which are used
 * for other things afterwards.
 */
final class SchemaInitializer {

	private final DataSource dataSource;

	private final String schema;

	SchemaInitializer(DataSource dataSource, String schema) {
		this.dataSource = dataSource;
		this.schema = schema;
	}

	void initialize(DatabaseInitializationSettings settings) {
		try (Connection connection = this.dataSource.getConnection()) {
			TableSchema found = TableSchema.find(connection, this.schema);
			if (found != null) {
				// Otherwise a pool that rolls back on return would undo the reset below.
				boolean autoCommit = connection.getAutoCommit();
				connection.setAutoCommit(true);
				try {
					initialize(connection, found.name(), settings);
				}
				finally {
					connection.setAutoCommit(autoCommit);
				}
			}
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Creating the tables for durable calls in " + this.schema, null, ex);
		}
	}

	private static void initialize(Connection connection, String schema, DatabaseInitializationSettings settings)
			throws SQLException {
		if (TableSchema.isCatalog(connection.getMetaData())) {
			String own = connection.getCatalog();
			connection.setCatalog(schema);
			try {
				run(connection, settings);
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
			run(connection, settings);
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

	private static void run(Connection connection, DatabaseInitializationSettings settings) {
		new DataSourceScriptDatabaseInitializer(new SingleConnectionDataSource(connection, true), settings)
			.initializeDatabase();
	}

}
