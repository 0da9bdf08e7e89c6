package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.ParkedCall;
import io.github.signals.delivery.durable.DurableCall.Lane;

/**
 * The table of the calls of one data source. Works on the connection of the current
 * transaction, if there is one.
 */
final class CallTable {

	static final String NAME = "signals_durable_call";

	/** How many rows are written or read at once. */
	static final int WRITE_BATCH = 1000;

	static final int READ_BATCH = 200;

	private static final String INSERT = "insert into " + NAME
			+ " (id, uid, lane, entity, sender, operation, payload, attempts, due, parked, recorded)"
			+ " values (?, ?, ?, ?, ?, ?, ?, 0, ?, false, ?)";

	private static final String COLUMNS = "c.seq, c.id, c.uid, c.lane, c.entity, c.sender, c.operation, c.payload,"
			+ " c.attempts, c.recorded";

	// A database may plan for the empty table that it mostly is, and keep that plan when
	// a hundred thousand rows wait. So each look-up is such that but one index is of use,
	// and none is a join: what is rarely held back is found once, by its own index.
	private static final String DUE = " from " + NAME
			+ " c where c.uid = ? and c.lane = ? and c.parked = false and c.due + 0 <= ?";

	private static final String NOT_HELD_BACK = " and (c.entity not in (select p.entity from " + NAME
			+ " p where p.uid = ? and p.lane = ? and p.parked = true union all select w.entity from " + NAME
			+ " w where w.uid = ? and w.lane = ? and w.parked = false and w.due > ?) or not exists (select 1 from "
			+ NAME + " e where e.entity = c.entity and concat(e.uid, '') = c.uid and e.seq + 0 < c.seq"
			+ " and (e.parked = true or e.due > ?)))";

	private static final String IN_ORDER = " order by c.seq limit ?";

	private static final String OLDEST = IntStream.range(0, DurableCall.LANES)
		.mapToObj((lane) -> "(select recorded from " + NAME + " where uid = ? and lane = " + lane
				+ " and parked = false order by seq limit 1)")
		.collect(Collectors.joining(" union all ", "select min(o.recorded) from (", ") o"));

	private final JdbcTemplate jdbc;

	CallTable(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/**
	 * Return whether the tables are there. Asks on a connection of its own, as a failure
	 * would end the current transaction.
	 */
	static boolean exists(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.executeQuery("select id from " + NAME + " where id = ''").close();
			statement.executeQuery("select version from " + LaneEngine.TABLE + " where version = 0").close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Return the name of the database.
	 */
	String product() {
		String product = this.jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName());
		return (product != null) ? product : "";
	}

	/**
	 * Have a query of this transaction fail rather than leave out the rows that row
	 * security hides.
	 */
	void lookBehindRowSecurity() {
		if (product().equals("PostgreSQL")) {
			this.jdbc.execute("set local row_security = off");
		}
	}

	void insert(List<DurableCall> calls) {
		this.jdbc.batchUpdate(INSERT, calls, WRITE_BATCH, CallTable::set);
	}

	/**
	 * Write calls on a connection, whose transaction Spring does not know.
	 */
	static void insert(List<DurableCall> calls, Connection connection) {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (DurableCall call : calls) {
				set(statement, call);
				statement.addBatch();
			}
			statement.executeBatch();
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("Recording durable calls", INSERT, ex);
		}
	}

	private static void set(PreparedStatement statement, DurableCall call) throws SQLException {
		statement.setString(1, call.id());
		statement.setString(2, call.uid());
		statement.setInt(3, call.lane());
		statement.setString(4, call.entity());
		statement.setString(5, call.sender());
		statement.setString(6, call.operation());
		statement.setString(7, call.payload());
		statement.setLong(8, call.recorded());
		statement.setLong(9, call.recorded());
	}

	/**
	 * Read the calls whose turn it is.
	 * @param lane the lane
	 * @param ordered whether a call that waits or is parked holds back those after it
	 * @param now the time
	 * @param limit how many to read at most
	 * @return the calls in their order
	 */
	List<DurableCall> due(Lane lane, boolean ordered, long now, int limit) {
		String query = "select " + COLUMNS + DUE + (ordered ? NOT_HELD_BACK : "") + IN_ORDER;
		return this.jdbc.query(query, (rows, number) -> read(rows), arguments(lane, ordered, now, limit));
	}

	boolean isAnyDue(Lane lane, boolean ordered, long now) {
		String query = "select c.seq" + DUE + (ordered ? NOT_HELD_BACK : "") + IN_ORDER;
		return !this.jdbc.queryForList(query, Long.class, arguments(lane, ordered, now, 1)).isEmpty();
	}

	private static Object[] arguments(Lane lane, boolean ordered, long now, int limit) {
		String uid = lane.uid();
		int number = lane.number();
		return ordered ? new Object[] { uid, number, now, uid, number, uid, number, now, now, limit }
				: new Object[] { uid, number, now, limit };
	}

	/**
	 * Return when the next call of a lane is due that is not due now.
	 */
	@Nullable Long nextDue(Lane lane, long now) {
		return this.jdbc.queryForObject(
				"select min(due) from " + NAME + " where uid = ? and lane = ? and parked = false and due > ?",
				Long.class, lane.uid(), lane.number(), now);
	}

	/**
	 * Remove a call, and lock its row until the transaction ends.
	 * @return whether it was there
	 */
	boolean remove(DurableCall call) {
		return this.jdbc.update("delete from " + NAME + " where id = ?", call.id()) == 1;
	}

	void failed(DurableCall call, int attempts, long due, boolean parked, String error) {
		this.jdbc.update("update " + NAME + " set attempts = ?, due = ?, parked = ?, error = ? where id = ?", attempts,
				due, parked, error, call.id());
	}

	/**
	 * Return the uids of all calls; each costs one look at an index.
	 */
	List<String> uids() {
		return Stream.iterate(uidAfter(""), (uid) -> uid != null, this::uidAfter).toList();
	}

	private @Nullable String uidAfter(@Nullable String uid) {
		return this.jdbc.queryForObject("select min(uid) from " + NAME + " where uid > ?", String.class, uid);
	}

	/**
	 * Return when the oldest waiting call of a receiver was recorded; each lane costs one
	 * look at an index.
	 */
	@Nullable Long oldest(String uid) {
		return this.jdbc.queryForObject(OLDEST, Long.class, Collections.nCopies(DurableCall.LANES, uid).toArray());
	}

	/**
	 * Return when the oldest waiting call was recorded.
	 */
	@Nullable Long oldest() {
		return uids().stream().map(this::oldest).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
	}

	long count(boolean parked) {
		// No parameter: an index of parked calls is of no use for what may be either.
		Long count = this.jdbc.queryForObject("select count(*) from " + NAME + " where parked = " + parked, Long.class);
		return (count != null) ? count : 0;
	}

	List<Lane> parkedLanes(String uid) {
		return this.jdbc.query("select distinct lane from " + NAME + " where uid = ? and parked = true",
				(rows, number) -> new Lane(uid, rows.getInt(1)), uid);
	}

	@Nullable Lane parkedLane(UUID id) {
		return this.jdbc
			.query("select uid, lane from " + NAME + " where id = ? and parked = true",
					(rows, number) -> new Lane(rows.getString(1), rows.getInt(2)), id.toString())
			.stream()
			.findFirst()
			.orElse(null);
	}

	int replay(String column, String value, long now) {
		return this.jdbc.update("update " + NAME + " set parked = false, attempts = 0, due = ? where " + column
				+ " = ? and parked = true", now, value);
	}

	int discard(String column, String value) {
		return this.jdbc.update("delete from " + NAME + " where " + column + " = ? and parked = true", value);
	}

	List<ParkedCall> parked(int limit, CallPayload payloads) {
		return this.jdbc.query(
				"select " + COLUMNS + ", c.error from " + NAME + " c where c.parked = true order by c.seq limit ?",
				(rows, number) -> {
					DurableCall call = read(rows);
					String error = rows.getString(11);
					return new ParkedCall(call.uuid(), call.uid(), call.sender(), payloads.entityId(call),
							call.attempts(), (error != null) ? error : "", Instant.ofEpochMilli(call.recorded()));
				}, limit);
	}

	private static DurableCall read(ResultSet rows) throws SQLException {
		return new DurableCall(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getInt(4), rows.getString(5),
				rows.getString(6), rows.getString(7), rows.getString(8), rows.getInt(9), rows.getLong(10));
	}

}
