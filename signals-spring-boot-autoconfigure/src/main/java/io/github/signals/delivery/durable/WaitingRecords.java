package io.github.signals.delivery.durable;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.dispatch.PendingCalls.Left;

/**
 * What tests ask of the records that wait: whatever the clock, and with no regard to how
 * many there are.
 */
final class WaitingRecords {

	private static final String COLUMNS = "c.sequence_number, c.id, c.uid, c.partition_number, c.entity_key, c.sender,"
			+ " c.operation, c.payload, c.attempts, c.recorded";

	private final JdbcTemplate jdbc;

	private final String all;

	private final String one;

	private final String oneInOrder;

	WaitingRecords(DataSource dataSource, String table) {
		this.jdbc = new JdbcTemplate(dataSource);
		String before = "select count(*) from " + table
				+ " e where e.entity_key = c.entity_key and e.uid = c.uid and e.sequence_number < c.sequence_number";
		String waiting = " from " + table + " c where c.parked = false";
		this.all = "select c.id, c.uid, c.attempts, (" + before + " and e.parked = true)" + waiting;
		this.one = "select " + COLUMNS + waiting + " and c.id = ?";
		this.oneInOrder = this.one + " and 0 = (" + before + ")";
	}

	/**
	 * Tell of all records that wait.
	 */
	void forEach(Waiting consumer) {
		this.jdbc.query(this.all, (rows) -> {
			consumer.accept(rows.getString(1), new Left(rows.getString(2), rows.getInt(3)), rows.getInt(4) > 0);
		});
	}

	/**
	 * Return the call of a record if it is its turn.
	 * @param id what identifies the call
	 * @param ordered whether a call before it of the same entity holds it back
	 * @return the call, or {@code null} if it has ended, is parked or held back
	 */
	@Nullable DurableCall turn(String id, boolean ordered) {
		return this.jdbc.query(ordered ? this.oneInOrder : this.one, (rows, number) -> CallTable.read(rows), id)
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Hears of a record that waits.
	 */
	@FunctionalInterface
	interface Waiting {

		/**
		 * Hear of a record.
		 * @param id what identifies the call
		 * @param call the call
		 * @param behindParked whether a call of the same entity before it is parked
		 */
		void accept(String id, Left call, boolean behindParked) throws SQLException;

	}

}
