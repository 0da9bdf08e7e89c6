package io.github.signals.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What all durable receivers have in common, whoever calls them.
 */
final class ItemReceiver {

	private static final String INSERT = "insert into received (item) values (?)";

	private static final int POISONED = 1000;

	private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(5);

	private final Deliveries deliveries;

	private final ReceiverWork work;

	private final JdbcTemplate jdbc;

	ItemReceiver(Deliveries deliveries, ReceiverWork work, JdbcTemplate jdbc) {
		this.deliveries = deliveries;
		this.work = work;
		this.jdbc = jdbc;
		jdbc.execute("create table if not exists received (item bigint not null)");
	}

	void receive(long item) {
		switch (this.work) {
			case COUNT -> {
			}
			case INSERT -> this.jdbc.update(INSERT, item);
			case WAIT -> LockSupport.parkNanos(WAIT);
			case POISON -> refuse(item);
		}
		this.deliveries.add(item);
	}

	void receive(List<Long> items) {
		switch (this.work) {
			case COUNT -> {
			}
			case INSERT ->
				this.jdbc.batchUpdate(INSERT, items, items.size(), (statement, item) -> statement.setLong(1, item));
			case WAIT -> LockSupport.parkNanos(WAIT);
			case POISON -> items.forEach(this::refuse);
		}
		items.forEach(this.deliveries::add);
	}

	private void refuse(long item) {
		// The first of those that a thread of a writer takes from the sequence at once.
		if (item % POISONED == 1) {
			this.deliveries.fail(item);
		}
	}

}
