package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The schema of the tables, by its name in the database: exactly the configured name, or,
 * if it is the only one or the one that the database itself would choose, a name that
 * differs only in letter case.
 *
 * @param name the name of the schema
 * @param sql the name as it is written in statements
 * @since 0.1.0
 */
public record TableSchema(String name, String sql) {

	/**
	 * Find a schema.
	 * @param connection a connection to the database
	 * @param configured the configured name
	 * @return the schema, or {@code null} if there is none
	 * @throws SQLException if the database does not tell
	 */
	public static @Nullable TableSchema find(Connection connection, String configured) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		String quote = database.getIdentifierQuoteString().strip();
		String name = choose(names(database), configured, database);
		return (name != null) ? new TableSchema(name, quote + name.replace(quote, quote + quote) + quote) : null;
	}

	private static @Nullable String choose(Set<String> names, String configured, DatabaseMetaData database)
			throws SQLException {
		if (names.contains(configured)) {
			return configured;
		}
		names.removeIf((name) -> !name.equalsIgnoreCase(configured));
		if (names.size() == 1) {
			return names.iterator().next();
		}
		String folded = database.storesUpperCaseIdentifiers() ? configured.toUpperCase(Locale.ROOT)
				: configured.toLowerCase(Locale.ROOT);
		return names.contains(folded) ? folded : null;
	}

	private static Set<String> names(DatabaseMetaData database) throws SQLException {
		Set<String> names = new TreeSet<>();
		try (ResultSet rows = isCatalog(database) ? database.getCatalogs() : database.getSchemas()) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		return names;
	}

	/**
	 * Return whether what others call a schema is a catalog for JDBC.
	 * @param database the database
	 * @return whether it is so
	 * @throws SQLException if the database does not tell
	 */
	public static boolean isCatalog(DatabaseMetaData database) throws SQLException {
		return Databases.isMySql(database.getDatabaseProductName());
	}

}
