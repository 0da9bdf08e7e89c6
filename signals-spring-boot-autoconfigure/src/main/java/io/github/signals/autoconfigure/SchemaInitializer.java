package io.github.signals.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Creates the tables in a schema that is not the one of the connections.
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
			String product = connection.getMetaData().getDatabaseProductName();
			// Where schemas are called databases
			if (product.contains("MySQL") || product.contains("MariaDB")) {
				String catalog = connection.getCatalog();
				connection.setCatalog(this.schema);
				try {
					run(connection, settings);
				}
				finally {
					connection.setCatalog(catalog);
				}
			}
			else {
				String own = connection.getSchema();
				connection.setSchema(this.schema);
				try {
					run(connection, settings);
				}
				finally {
					connection.setSchema(own);
				}
			}
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Creating the tables of durable calls in " + this.schema, null, ex);
		}
	}

	private static void run(Connection connection, DatabaseInitializationSettings settings) {
		new DataSourceScriptDatabaseInitializer(new SingleConnectionDataSource(connection, true), settings)
			.initializeDatabase();
	}

}
