package io.github.signals.delivery.durable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The records of calls that share a transaction, on the connection of which this works.
 * No other node can make a call whose record is removed or locked: those of a list are
 * removed before the call, and those of which it is not known yet which will be made are
 * locked.
 */
final class SharedRecords {

	private static final String COLUMN = "sequence_number";

	private final JdbcTemplate jdbc;

	private final String table;

	SharedRecords(DataSource dataSource, String table) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.table = table;
	}

	/**
	 * Lock the records of calls until the transaction ends.
	 * @return the sequence numbers of those that are there
	 */
	Set<Long> lock(List<DurableCall> calls) {
		String sql = "select " + COLUMN + " from " + this.table + oneOf(calls) + " for update";
		return new HashSet<>(this.jdbc.queryForList(sql, Long.class, numbers(calls)));
	}

	/**
	 * Remove the records of calls.
	 * @return how many of them were there
	 */
	int remove(List<DurableCall> calls) {
		return calls.isEmpty() ? 0 : this.jdbc.update("delete from " + this.table + oneOf(calls), numbers(calls));
	}

	private static String oneOf(List<DurableCall> calls) {
		return " where " + COLUMN + " in (?" + ", ?".repeat(places(calls) - 1) + ")";
	}

	/**
	 * Return the number of parameters for some calls. There are few such numbers, so that
	 * the database knows most statements.
	 */
	private static int places(List<DurableCall> calls) {
		return (calls.size() == 1) ? 1 : Integer.highestOneBit(calls.size() - 1) << 1;
	}

	private static Object[] numbers(List<DurableCall> calls) {
		Object[] numbers = new Object[places(calls)];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = calls.get(Math.min(i, calls.size() - 1)).sequence();
		}
		return numbers;
	}

}
