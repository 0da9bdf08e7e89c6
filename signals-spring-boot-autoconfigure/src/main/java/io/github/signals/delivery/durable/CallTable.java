package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.DurableCalls.Counts;
import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * The table of the calls of one data source. Works on the connection of the current
 * transaction, if there is one.
 */
final class CallTable {

	/** How many calls are kept until they are written. */
	static final int WRITE_BATCH = 1024;

	/** How many calls are read at once. */
	static final int READ_BATCH = 200;

	private final JdbcTemplate jdbc;

	private final String product;

	private final CallSql sql;

	private final OutboxInsert insert;

	CallTable(DataSource dataSource, String product, TableNames names) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.product = product;
		this.sql = new CallSql(product, names.calls());
		this.insert = new OutboxInsert(this.jdbc, this.sql);
	}

	/**
	 * Return the name of the database.
	 */
	String product() {
		return this.product;
	}

	/**
	 * Return what time it is by the clock that tells what is due.
	 * @return the milliseconds since 1970
	 */
	long now() {
		return Objects.requireNonNull(this.jdbc.queryForObject(this.sql.time(), Long.class));
	}

	/**
	 * Have a query of this transaction fail rather than leave out the rows that row
	 * security hides.
	 */
	void lookBehindRowSecurity() {
		if (this.product.equals("PostgreSQL")) {
			this.jdbc.execute("set local row_security = off");
		}
	}

	/**
	 * Write calls that are due at once.
	 */
	void insert(List<DurableCall> calls) {
		insert(calls, Duration.ZERO);
	}

	/**
	 * Write calls that are due after some time.
	 */
	void insert(List<DurableCall> calls, Duration delay) {
		this.insert.run(calls, delay.toMillis());
	}

	/**
	 * Write calls on a connection, whose transaction Spring does not know.
	 */
	void insert(List<DurableCall> calls, Duration delay, Connection connection) {
		this.insert.run(calls, delay.toMillis(), connection);
	}

	/**
	 * Read the calls whose turn it is.
	 * @param partition the partition
	 * @param order which calls wait for others
	 * @param longest how long a call waits at most; what says more is due
	 * @param limit how many to read at most
	 * @return the calls in their order
	 */
	List<DurableCall> due(Partition partition, CallOrder order, Duration longest, int limit) {
		return this.jdbc.query(this.sql.due(order), (rows, number) -> read(rows),
				arguments(partition, order, longest, limit));
	}

	boolean isAnyDue(Partition partition, CallOrder order, Duration longest) {
		return !this.jdbc.queryForList(this.sql.anyDue(order), Long.class, arguments(partition, order, longest, 1))
			.isEmpty();
	}

	private static Object[] arguments(Partition partition, CallOrder order, Duration longest, int limit) {
		String uid = partition.uid();
		int number = partition.number();
		long wait = longest.toMillis();
		return order.isKept() ? new Object[] { uid, number, wait, uid, number, uid, number, wait, limit }
				: new Object[] { uid, number, wait, limit };
	}

	/**
	 * Return how long the next call of a partition waits that is not due now.
	 * @return the milliseconds, or {@code null} if none waits
	 */
	@Nullable Long nextDue(Partition partition, Duration longest) {
		return this.jdbc.queryForObject(this.sql.nextDue(), Long.class, partition.uid(), partition.number(),
				longest.toMillis());
	}

	/**
	 * Remove a call, and lock its row until the transaction ends.
	 * @return whether it was there
	 */
	boolean remove(DurableCall call) {
		return this.jdbc.update(this.sql.remove(), call.sequence()) == 1;
	}

	/**
	 * Read the calls of an entity that wait, up to one of them.
	 * @return the calls in their order, or none if there is a later one
	 */
	List<DurableCall> upTo(DurableCall call) {
		return this.jdbc.query(this.sql.upTo(), (rows, number) -> read(rows), call.uid(), call.partition(),
				call.entity(), call.sequence(), call.sequence());
	}

	/**
	 * Write what a call is about now.
	 * @return whether its record is there
	 */
	boolean rewrite(DurableCall call) {
		return this.jdbc.update(this.sql.rewrite(), call.operation(), call.payload(), call.attempts(),
				call.sequence()) == 1;
	}

	/**
	 * Write that a call has failed, and is parked, or due again after some milliseconds.
	 * @return whether it is now, and was not parked already
	 */
	boolean failed(DurableCall call, int attempts, long delay, boolean parked, String error) {
		int count = parked ? this.jdbc.update(this.sql.park(), attempts, error, call.sequence())
				: this.jdbc.update(this.sql.retry(), attempts, delay, error, call.sequence());
		return count == 1;
	}

	/**
	 * Return the uids of the calls that wait; each costs one look at an index, and what
	 * is parked costs none.
	 */
	List<String> waitingUids() {
		return Stream.iterate(uid(this.sql.firstWaiting(), 1), (uid) -> uid != null, this::waitingAfter).toList();
	}

	private @Nullable String waitingAfter(@Nullable String uid) {
		return uid(this.sql.waitingAfter(), uid, 1);
	}

	private @Nullable String uid(String sql, @Nullable Object... arguments) {
		return this.jdbc.queryForList(sql, String.class, arguments).stream().findFirst().orElse(null);
	}

	/**
	 * Return when the oldest waiting call of a receiver was recorded; each partition
	 * costs one look at an index.
	 */
	@Nullable Long oldest(String uid) {
		return this.jdbc.queryForObject(this.sql.oldest(), Long.class,
				Collections.nCopies(DurableCall.PARTITIONS, uid).toArray());
	}

	/**
	 * Return when the oldest waiting call was recorded.
	 */
	@Nullable Long oldest() {
		return waitingUids().stream()
			.map(this::oldest)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	long count(boolean parked) {
		Long count = this.jdbc.queryForObject(this.sql.count(parked), Long.class);
		return (count != null) ? count : 0;
	}

	/**
	 * Count all calls by one query, which is all that waits for a connection.
	 */
	Counts counts() {
		long[] numbers = new long[2];
		@Nullable Instant[] oldest = new @Nullable Instant[1];
		this.jdbc.query(this.sql.counts(), (rows) -> {
			boolean parked = rows.getBoolean(1);
			numbers[parked ? 1 : 0] = rows.getLong(2);
			oldest[0] = parked ? oldest[0] : Instant.ofEpochMilli(rows.getLong(3));
		});
		return new Counts(numbers[0], numbers[1], oldest[0]);
	}

	static DurableCall read(ResultSet rows) throws SQLException {
		return new DurableCall(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getInt(4), rows.getString(5),
				rows.getString(6), rows.getString(7), rows.getBytes(8), rows.getInt(9), rows.getLong(10));
	}

}
