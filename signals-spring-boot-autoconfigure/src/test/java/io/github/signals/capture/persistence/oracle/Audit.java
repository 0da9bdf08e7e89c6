package io.github.signals.capture.persistence.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
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

	private static final List<String> TABLES = List.of("person_tag", "person_phone", "person", "line", "purchase",
			"car", "vehicle", "tag", "team", "journal", "cover", "document", "folder", "gadget", "memo");

	private final DataSource dataSource;

	private final Set<Long> processed = new HashSet<>();

	private final Map<Long, Entry> undone = new TreeMap<>();

	private final Map<Long, Entry> undoneBySavepoints = new TreeMap<>();

	private final Map<String, Map<String, Map<String, String>>> rows = new TreeMap<>();

	Audit(DataSource dataSource) {
		this.dataSource = dataSource;
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
		entries.values().forEach(this::apply);
		return List.copyOf(entries.values());
	}

	/**
	 * Return what was rolled back since the last call, but by savepoints.
	 */
	List<Entry> undone() {
		return take(this.undone);
	}

	/**
	 * Return what savepoints have rolled back since the last call.
	 */
	List<Entry> undoneBySavepoints() {
		return take(this.undoneBySavepoints);
	}

	private static List<Entry> take(Map<Long, Entry> entries) {
		List<Entry> taken = List.copyOf(entries.values());
		entries.clear();
		return taken;
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
			this.undoneBySavepoints.putAll(this.undone);
			this.undone.clear();
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

	private void apply(Entry entry) {
		Map<String, Map<String, String>> table = this.rows.computeIfAbsent(entry.table(), (name) -> new TreeMap<>());
		if (entry.before() != null) {
			table.remove(key(entry.table(), entry.before()));
		}
		if (entry.after() != null) {
			table.put(key(entry.table(), entry.after()), entry.after());
		}
	}

	/** In the order of the identifiers, however many digits they have. */
	private static String key(String table, Map<String, String> row) {
		String id = row.get("id");
		return (id != null) ? "%20s".formatted(id) : (table.equals("purchase") ? row.get("code") : row.toString());
	}

	/**
	 * Return what is in the tables, as the triggers have told it until now.
	 */
	Map<String, List<Map<String, String>>> rows() {
		committed();
		Map<String, List<Map<String, String>>> rows = new TreeMap<>();
		this.rows.forEach((table, content) -> rows.put(table, List.copyOf(content.values())));
		return rows;
	}

	/**
	 * Empty the tables, without a record.
	 * @param before what switches triggers off
	 * @param after what switches them on again
	 */
	void clear(String before, String after) {
		committed();
		StringBuilder sql = new StringBuilder(before);
		TABLES.stream()
			.filter(this.rows::containsKey)
			.forEach((table) -> sql.append("delete from ").append(table).append(';'));
		sql.append("delete from audit;").append(after);
		execute(sql.toString());
		this.processed.clear();
		this.undone.clear();
		this.undoneBySavepoints.clear();
		this.rows.clear();
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
