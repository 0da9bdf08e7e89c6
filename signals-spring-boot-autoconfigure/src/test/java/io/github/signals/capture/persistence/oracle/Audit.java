package io.github.signals.capture.persistence.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * What the triggers of the database have recorded, and what is in the tables.
 */
final class Audit {

	static final Map<String, List<String>> TABLES = tables();

	private final DataSource dataSource;

	private final Set<Long> processed = new HashSet<>();

	Audit(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	private static Map<String, List<String>> tables() {
		Map<String, List<String>> tables = new LinkedHashMap<>();
		tables.put("team", List.of("id", "name", "slug"));
		tables.put("tag", List.of("id", "name"));
		tables.put("person", List.of("id", "name", "version", "city", "zip", "team_id"));
		tables.put("person_phone", List.of("person_id", "phone"));
		tables.put("person_tag", List.of("person_id", "tag_id"));
		tables.put("vehicle", List.of("id", "label"));
		tables.put("car", List.of("id", "doors"));
		tables.put("purchase", List.of("code", "text", "touched"));
		tables.put("line", List.of("id", "text", "purchase_code"));
		tables.put("journal", List.of("id", "text"));
		return tables;
	}

	/**
	 * Return what was committed since the last call.
	 */
	List<Entry> committed() {
		List<Entry> entries = new ArrayList<>();
		query("select seq, tab, old_row, new_row from audit order by seq", (row) -> {
			if (this.processed.add(row.getLong(1))) {
				entries.add(new Entry(row.getString(2), decode(row.getString(3)), decode(row.getString(4))));
			}
		});
		return entries;
	}

	/**
	 * Return what is in the tables.
	 */
	Map<String, List<Map<String, String>>> rows() {
		Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
		TABLES.forEach((table, columns) -> {
			List<Map<String, String>> content = new ArrayList<>();
			query("select " + String.join(", ", columns) + " from " + table, (row) -> {
				Map<String, String> values = new TreeMap<>();
				for (int i = 0; i < columns.size(); i++) {
					if (row.getString(i + 1) != null) {
						values.put(columns.get(i), row.getString(i + 1));
					}
				}
				content.add(values);
			});
			rows.put(table, content);
		});
		return rows;
	}

	void clear() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (String table : List.of("person_tag", "person_phone", "person", "line", "purchase", "car", "vehicle",
					"tag", "team", "journal", "audit")) {
				statement.executeUpdate("delete from " + table);
			}
			statement.executeUpdate("delete from audit");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.processed.clear();
	}

	private static @Nullable Map<String, String> decode(@Nullable String row) {
		if (row == null) {
			return null;
		}
		Map<String, String> values = new TreeMap<>();
		for (String value : row.split("\\|")) {
			int separator = value.indexOf('=');
			values.put(value.substring(0, separator), value.substring(separator + 1));
		}
		return values;
	}

	private void query(String sql, RowHandler handler) {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				handler.handle(rows);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One change of one row.
	 *
	 * @param table the table
	 * @param before the row before, {@code null} if there was none
	 * @param after the row after, {@code null} if there is none any more
	 */
	record Entry(String table, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {

	}

	private interface RowHandler {

		void handle(ResultSet row) throws SQLException;

	}

}
