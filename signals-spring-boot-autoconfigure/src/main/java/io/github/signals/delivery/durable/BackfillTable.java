package io.github.signals.delivery.durable;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What back-fills know of themselves: the data of their tasks in the engine's table.
 * Works on the connection of the current transaction, if there is one.
 */
final class BackfillTable {

	/** The only instance of each task. */
	static final String INSTANCE = "rows";

	private static final String PREFIX = "backfill:";

	private final JdbcTemplate jdbc;

	private final String read;

	private final String write;

	private final String all;

	private final String waiting;

	BackfillTable(DataSource dataSource, String product, TableNames names) {
		this.jdbc = new JdbcTemplate(dataSource);
		String table = names.partitions();
		this.read = "select task_data from " + table + " where task_name = ? and task_instance = ?";
		this.write = "update " + table
				+ " set task_data = ? where task_name = ? and task_instance = ? and task_data = ?";
		this.all = "select task_name, task_data from " + table + " where task_name like '" + PREFIX
				+ "%' and task_instance = ?";
		this.waiting = "select count(*), sum(case when w.due = 0 then 1 else 0 end) from (select c.due from "
				+ names.calls() + " c where c.uid = ? and c.parked = false"
				+ (product.equals("H2") ? " fetch first ? rows only" : " limit ?") + ") w";
	}

	/**
	 * Return the name of the task of a receiver.
	 */
	static String name(String uid) {
		return PREFIX + uid;
	}

	/**
	 * Return what the last back-fill of a receiver has written of itself.
	 */
	byte @Nullable [] read(String uid) {
		return this.jdbc.query(this.read, (rows, number) -> rows.getBytes(1), name(uid), INSTANCE)
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Write what is to be known of a back-fill, unless somebody else has done so since.
	 * @return whether it was written
	 */
	boolean write(String uid, byte[] before, byte[] after) {
		return this.jdbc.update(this.write, after, name(uid), INSTANCE, before) == 1;
	}

	/**
	 * Return what all back-fills have written, by the uids of their receivers.
	 */
	Map<String, byte[]> all() {
		Map<String, byte[]> all = new TreeMap<>();
		this.jdbc.query(this.all, (rows) -> {
			byte[] data = rows.getBytes(2);
			if (data != null) {
				all.put(rows.getString(1).substring(PREFIX.length()), data);
			}
		}, INSTANCE);
		return all;
	}

	/**
	 * Count the calls of a receiver that are not parked, up to a limit.
	 */
	Waiting waiting(String uid, int limit) {
		return Objects.requireNonNull(this.jdbc.queryForObject(this.waiting,
				(rows, number) -> new Waiting(rows.getInt(1), rows.getInt(2)), uid, limit));
	}

	/**
	 * How many calls wait.
	 *
	 * @param all how many there are
	 * @param fresh how many of these have not been tried yet
	 */
	record Waiting(int all, int fresh) {

	}

}
