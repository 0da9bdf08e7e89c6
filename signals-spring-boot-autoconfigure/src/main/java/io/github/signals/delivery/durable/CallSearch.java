package io.github.signals.delivery.durable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.ParkedCall;
import io.github.signals.WaitingCall;
import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * The calls of a table that somebody looks for, and decides about. Works in the current
 * transaction, if there is one.
 */
final class CallSearch {

	private static final String COLUMNS = "sequence_number, id, uid, partition_number, entity_key, sender, operation,"
			+ " payload, attempts, recorded, error, due";

	private final JdbcTemplate jdbc;

	private final String table;

	private final String limit;

	CallSearch(DataSource dataSource, String product, String table) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.table = table;
		this.limit = CallSql.limit(product);
	}

	/**
	 * Return calls that are not parked, in their order. If there are many, the primary
	 * key has this order already.
	 * @param filter which calls
	 * @param limit how many at most
	 * @param entityId tells the identifier of the entity
	 */
	List<WaitingCall> waiting(CallFilter filter, int limit, Function<DurableCall, @Nullable String> entityId) {
		String sql = select(false, filter) + " order by sequence_number" + this.limit;
		return this.jdbc.query(sql, (rows, number) -> waiting(rows, entityId), filter.with(limit));
	}

	private static WaitingCall waiting(ResultSet rows, Function<DurableCall, @Nullable String> entityId)
			throws SQLException {
		DurableCall call = CallTable.read(rows);
		long due = rows.getLong(12);
		return new WaitingCall(call.uuid(), call.uid(), call.sender(), entityId.apply(call), call.operation(),
				call.attempts(), rows.getString(11), Instant.ofEpochMilli(call.recorded()),
				(due > 0) ? Instant.ofEpochMilli(due) : null);
	}

	/**
	 * Return parked calls, in their order. The sum keeps a database from looking for them
	 * by that order among many that wait.
	 * @param filter which calls
	 * @param limit how many at most
	 * @param entityId tells the identifier of the entity
	 */
	List<ParkedCall> parked(CallFilter filter, int limit, Function<DurableCall, @Nullable String> entityId) {
		String sql = select(true, filter) + " order by sequence_number + 0" + this.limit;
		return this.jdbc.query(sql, (rows, number) -> {
			DurableCall call = CallTable.read(rows);
			String error = rows.getString(11);
			return new ParkedCall(call.uuid(), call.uid(), call.sender(), entityId.apply(call), call.attempts(),
					(error != null) ? error : "", Instant.ofEpochMilli(call.recorded()));
		}, filter.with(limit));
	}

	private String select(boolean parked, CallFilter filter) {
		return "select " + COLUMNS + " from " + this.table + where(parked, filter);
	}

	private static String where(boolean parked, CallFilter filter) {
		return " where parked = " + parked + filter.sql();
	}

	List<Partition> parkedPartitions(CallFilter filter) {
		String sql = "select distinct uid, partition_number from " + this.table + where(true, filter);
		return this.jdbc.query(sql, (rows, number) -> new Partition(rows.getString(1), rows.getInt(2)),
				filter.arguments().toArray());
	}

	int replay(CallFilter filter) {
		return this.jdbc.update(
				"update " + this.table + " set parked = false, attempts = 0, due = 0" + where(true, filter),
				filter.arguments().toArray());
	}

	int discard(CallFilter filter) {
		return this.jdbc.update("delete from " + this.table + where(true, filter), filter.arguments().toArray());
	}

}
