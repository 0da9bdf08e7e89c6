package io.github.signals.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Where the items are stored.
 */
public enum Database {

	/** H2, in memory. */
	H2("system_range"),

	/** PostgreSQL, a process of its own on the same machine. */
	POSTGRESQL("generate_series");

	private final String range;

	Database(String range) {
		this.range = range;
	}

	String range() {
		return this.range;
	}

	Server start() {
		if (this == H2) {
			return (name) -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
		}
		try {
			// The embedded server does without by default.
			return new PostgreSql(EmbeddedPostgres.builder().setServerConfig("fsync", "on").start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A server that is running.
	 */
	@FunctionalInterface
	interface Server extends AutoCloseable {

		String create(String name);

		/**
		 * Create a database of which a commit is on the disk when it returns, as by
		 * default.
		 */
		default String createDurable(String name) {
			return create(name) + "&options=-c%20synchronous_commit=on";
		}

		@Override
		default void close() {
		}

	}

	private record PostgreSql(EmbeddedPostgres server) implements Server {

		@Override
		public String create(String name) {
			try (Connection connection = this.server.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return this.server.getJdbcUrl("postgres", name);
		}

		@Override
		public void close() {
			try {
				this.server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
