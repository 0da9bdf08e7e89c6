package io.github.signals.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server of the tests: one a JVM, started when the first test asks.
 */
public final class PostgreSql {

	private static final Set<String> databases = new HashSet<>();

	private static @Nullable EmbeddedPostgres server;

	private PostgreSql() {
	}

	/**
	 * Return the JDBC URL of a database, which is created if it is not there.
	 * @param database its name
	 * @return the URL, with user and password
	 */
	public static String url(String database) {
		return url(database, "");
	}

	/**
	 * Return the JDBC URL of a database whose encoding is LATIN1.
	 * @param database its name
	 * @return the URL, with user and password
	 */
	public static String latin1Url(String database) {
		return url(database, " encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
	}

	private static synchronized String url(String database, String options) {
		EmbeddedPostgres running = server();
		if (databases.add(database)) {
			try (Connection connection = running.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + database + options);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("Cannot create the database " + database, ex);
			}
		}
		return running.getJdbcUrl("postgres", database);
	}

	private static EmbeddedPostgres server() {
		EmbeddedPostgres running = server;
		if (running == null) {
			try {
				running = EmbeddedPostgres.builder()
					.setServerConfig("max_prepared_transactions", "16")
					.setRegisterShutdownHook(true)
					.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			server = running;
		}
		return running;
	}

}
