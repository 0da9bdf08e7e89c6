package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * What is to know of the databases that can have the tables, by what they call
 * themselves.
 */
final class Databases {

	/** What the databases that can have the tables say of one that is not there. */
	private static final Set<String> MISSING = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");

	private Databases() {
	}

	/**
	 * Return whether there is no such table or schema.
	 */
	static boolean isMissing(SQLException thrown) {
		return MISSING.contains(String.valueOf(thrown.getSQLState()));
	}

	static boolean isMySql(String product) {
		return product.contains("MySQL") || product.contains("MariaDB");
	}

	/**
	 * Return whether there are tables for a database, so that its errors are known.
	 */
	static boolean isSupported(String product) {
		return product.equals("H2") || product.equals("PostgreSQL") || isMySql(product);
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

	/**
	 * Return the first value that a query finds, or nothing.
	 */
	static String ask(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			return rows.next() ? String.valueOf(rows.getString(1)) : "";
		}
	}

}
