package io.github.signals.delivery.durable;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The records of one entity that wait, and are merged before the last of them is called.
 */
final class EntityRecords {

	private static final String OF_ENTITY = "c.uid = ? and c.partition_number = ? and c.entity_key = ?"
			+ " and c.parked = false";

	private final JdbcTemplate jdbc;

	private final String upTo;

	private final String rewrite;

	EntityRecords(DataSource dataSource, String table) {
		this.jdbc = new JdbcTemplate(dataSource);
		// Later records are found by the index of those that are postponed.
		this.upTo = "select c.sequence_number, c.id, c.uid, c.partition_number, c.entity_key, c.sender, c.operation,"
				+ " c.payload, c.attempts, c.recorded from " + table + " c where " + OF_ENTITY
				+ " and c.sequence_number + 0 <= ? and not exists (select 1 from " + table + " l where "
				+ OF_ENTITY.replace("c.", "l.") + " and l.due > 0 and l.sequence_number > ?)"
				+ " order by c.sequence_number + 0";
		this.rewrite = "update " + table + " set operation = ?, payload = ?, attempts = ? where sequence_number = ?";
	}

	/**
	 * Return the records up to a call, in their order.
	 * @return the records, or none if there is a later one
	 */
	List<DurableCall> upTo(DurableCall call) {
		return this.jdbc.query(this.upTo, (rows, number) -> CallTable.read(rows), call.uid(), call.partition(),
				call.entity(), call.sequence(), call.uid(), call.partition(), call.entity(), call.sequence());
	}

	/**
	 * Write what a call is about now.
	 * @return whether its record is there
	 */
	boolean rewrite(DurableCall call) {
		return this.jdbc.update(this.rewrite, call.operation(), call.payload(), call.attempts(),
				call.sequence()) == 1;
	}

}
