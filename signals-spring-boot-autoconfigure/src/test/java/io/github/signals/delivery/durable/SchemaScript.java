package io.github.signals.delivery.durable;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/**
 * Creates the tables of durable calls.
 */
final class SchemaScript {

	private SchemaScript() {
	}

	static void run(DataSource dataSource, DatabaseInitializationMode mode) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setSchemaLocations(new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource,
				"classpath:io/github/signals/durable/schema-@@platform@@.sql"));
		settings.setMode(mode);
		settings.setContinueOnError(false);
		new DataSourceScriptDatabaseInitializer(dataSource, settings).initializeDatabase();
	}

}
