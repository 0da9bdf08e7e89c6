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

	private final Map<Long, Entry> undone = new TreeMap<>();

	Audit(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	private static Map<String, List<String>> tables() {
		Map<String, List<String>> tables = new LinkedHashMap<>();
		tables.put("team", List.of("id", "name", "slug", "saves"));
		tables.put("tag", List.of("id", "name"));
		tables.put("person", List.of("id", "name", "version", "city", "zip", "origin", "note", "team_id"));
		tables.put("person_phone", List.of("person_id", "phone"));
		tables.put("person_tag", List.of("person_id", "tag_id"));
		tables.put("vehicle", List.of("id", "label"));
		tables.put("car", List.of("id", "doors"));
		tables.put("purchase", List.of("code", "text", "touched"));
		tables.put("line", List.of("id", "text", "purchase_code"));
		tables.put("journal", List.of("id", "text"));
		tables.put("folder", List.of("id", "name"));
		tables.put("document", List.of("id", "title", "body", "folder_id"));
		tables.put("cover", List.of("id", "text", "document_id"));
		tables.put("gadget", List.of("id", "name", "point"));
		tables.put("memo", List.of("id", "text", "version", "city", "zip"));
		return tables;
	}

	/**
	 * Return what was committed since the last call.
	 */
	List<Entry> committed() {
		Map<Long, Entry> entries = new TreeMap<>();
		try (Connection connection = this.dataSource.getConnection()) {
			read(connection, entries);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.processed.addAll(entries.keySet());
		return List.copyOf(entries.values());
	}

	/**
	 * Return what was rolled back since the last call.
	 */
	List<Entry> undone() {
		List<Entry> entries = List.copyOf(this.undone.values());
		this.undone.clear();
		return entries;
	}

	/**
	 * Note what a connection may be going to roll back.
	 */
	void beforeRollback(Connection connection) {
		try {
			read(connection, this.undone);
		}
		catch (SQLException ex) {
			// A failed statement has ended the transaction already, which is the failure.
			this.undone.clear();
		}
	}

	/**
	 * Note what a connection has not rolled back, as it was before the savepoint.
	 */
	void afterRollback(Connection connection, boolean savepoint) throws SQLException {
		if (savepoint) {
			Map<Long, Entry> left = new TreeMap<>();
			read(connection, left);
			this.undone.keySet().removeAll(left.keySet());
		}
	}

	private void read(Connection connection, Map<Long, Entry> entries) throws SQLException {
		query(connection, "select seq, tab, old_row, new_row from audit", (row) -> {
			long seq = row.getLong(1);
			if (!this.processed.contains(seq)) {
				entries.put(seq, new Entry(row.getString(2), decode(row.getString(3)), decode(row.getString(4))));
			}
		});
	}

	/**
	 * Return what is in the tables.
	 */
	Map<String, List<Map<String, String>>> rows() {
		Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
		try (Connection connection = this.dataSource.getConnection()) {
			for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
				rows.put(table.getKey(), rows(connection, table.getKey(), table.getValue()));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return rows;
	}

	private static List<Map<String, String>> rows(Connection connection, String table, List<String> columns)
			throws SQLException {
		List<Map<String, String>> content = new ArrayList<>();
		query(connection, "select " + String.join(", ", columns) + " from " + table + " order by 1, 2", (row) -> {
			Map<String, String> values = new TreeMap<>();
			for (int i = 0; i < columns.size(); i++) {
				if (row.getString(i + 1) != null) {
					values.put(columns.get(i), row.getString(i + 1));
				}
			}
			content.add(values);
		});
		return content;
	}

	/**
	 * Empty the tables, without a record.
	 * @param before what switches triggers off
	 * @param after what switches them on again
	 */
	void clear(String before, String after) {
		StringBuilder sql = new StringBuilder(before);
		TABLES.keySet().forEach((table) -> sql.append("delete from ").append(table).append(';'));
		sql.append("delete from audit;").append(after);
		execute(sql.toString());
		this.processed.clear();
		this.undone.clear();
	}

	void execute(String sql) {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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

	private static void query(Connection connection, String sql, RowHandler handler) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				handler.handle(rows);
			}
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
