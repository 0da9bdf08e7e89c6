package io.github.signals.delivery.durable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.DurableCalls.PartitionCounts;
import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * Counts the calls of each partition of a data source, and tells who works on it.
 */
final class PartitionStates {

	private static final Comparator<PartitionCounts> IN_ORDER = Comparator.comparing(PartitionCounts::uid)
		.thenComparing(PartitionCounts::partition);

	private final Map<Partition, PartitionCounts> counts = new HashMap<>();

	private PartitionStates() {
	}

	static List<PartitionCounts> of(DurableStore store) {
		PartitionStates states = new PartitionStates();
		JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
		jdbc.query(
				"select uid, partition_number, parked, count(*), min(recorded), sum(case when attempts > 0 then 1 else 0 end) from "
						+ store.callTable() + " group by uid, partition_number, parked",
				states::addCounts);
		jdbc.query("select task_name, task_instance, picked_by from " + store.partitionTable() + " where picked = true",
				states::addNode);
		return states.counts.values().stream().sorted(IN_ORDER).toList();
	}

	private void addCounts(ResultSet rows) throws SQLException {
		String uid = rows.getString(1);
		int partition = rows.getInt(2);
		long calls = rows.getLong(4);
		add(rows.getBoolean(3) ? new PartitionCounts(uid, partition, 0, 0, calls, null, null) : new PartitionCounts(uid,
				partition, calls, rows.getLong(6), 0, Instant.ofEpochMilli(rows.getLong(5)), null));
	}

	private void addNode(ResultSet rows) throws SQLException {
		String uid = PartitionTask.uid(rows.getString(1));
		if (uid != null) {
			add(new PartitionCounts(uid, Integer.parseInt(rows.getString(2)), 0, 0, 0, null, rows.getString(3)));
		}
	}

	private void add(PartitionCounts counts) {
		this.counts.merge(new Partition(counts.uid(), counts.partition()), counts, PartitionStates::sum);
	}

	private static PartitionCounts sum(PartitionCounts one, PartitionCounts other) {
		return new PartitionCounts(one.uid(), one.partition(), one.waiting() + other.waiting(),
				one.retrying() + other.retrying(), one.parked() + other.parked(),
				either(one.oldestWaiting(), other.oldestWaiting()), either(one.node(), other.node()));
	}

	private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
		return (one != null) ? one : other;
	}

}
