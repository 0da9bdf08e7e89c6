package io.github.signals.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One PostgreSQL server for all tests of a JVM, started when it is first asked for.
 */
public final class PostgreSql {

	private PostgreSql() {
	}

	/**
	 * Return where to connect to a database of the server.
	 * @return the JDBC URL, with user and password
	 */
	public static String url() {
		return Server.INSTANCE.getJdbcUrl("postgres", "postgres");
	}

	private static final class Server {

		private static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder().start();
				Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void close(EmbeddedPostgres server) {
			try {
				server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
