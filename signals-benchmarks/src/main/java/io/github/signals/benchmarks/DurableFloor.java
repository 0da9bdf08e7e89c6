package io.github.signals.benchmarks;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The floor under everything that makes each recorded call in a transaction of its own,
 * with the instance read anew: one row written with the item, and deleted in the
 * transaction in which the entity manager finds the item. Calls are handed over in
 * memory; there is no order, no retry, no other node, and nothing is left of it after a
 * crash.
 */
final class DurableFloor implements DurableRecorder, AutoCloseable {

	static final String TABLE = "least_call";

	private static final String RECORD = "insert into " + TABLE + " (id, payload) values (?, ?)";

	private static final String PAYLOAD = "{\"id\":0,\"name\":\"Assam\"}".repeat(8);

	private final BlockingQueue<Long> committed = new LinkedBlockingQueue<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(DurableNode.THREADS);

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final EntityManager entityManager;

	private final ItemReceiver receiver;

	private final List<? extends Future<?>> threads;

	DurableFloor(DataSource dataSource, PlatformTransactionManager manager, EntityManager entityManager,
			ItemReceiver receiver) {
		this.jdbc = new JdbcTemplate(dataSource);
		createTable(this.jdbc);
		this.transaction = new TransactionTemplate(manager);
		this.entityManager = entityManager;
		this.receiver = receiver;
		this.threads = IntStream.range(0, DurableNode.THREADS)
			.mapToObj((thread) -> this.executor.submit(this::callAll))
			.toList();
	}

	static void createTable(JdbcTemplate jdbc) {
		jdbc.execute("create table if not exists " + TABLE + " (id bigint primary key, payload text not null)");
	}

	@Override
	public void record(List<Long> items) {
		record(this.jdbc, items);
	}

	static void record(JdbcTemplate jdbc, List<Long> items) {
		jdbc.batchUpdate(RECORD, items, items.size(), (statement, item) -> {
			statement.setLong(1, item);
			statement.setString(2, PAYLOAD);
		});
	}

	@Override
	public void committed(List<Long> items) {
		if (this.threads.stream().anyMatch(Future::isDone)) {
			throw new IllegalStateException("Nobody calls any more");
		}
		this.committed.addAll(items);
	}

	private void callAll() {
		try {
			while (true) {
				Long item = this.committed.take();
				this.transaction.executeWithoutResult((status) -> call(item));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void call(Long item) {
		int deleted = this.jdbc.update("delete from " + TABLE + " where id = ?", item);
		if (deleted != 1 || this.entityManager.find(Item.class, item) == null) {
			throw new IllegalStateException("There is no record of item " + item);
		}
		this.receiver.receive(item);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		DurableFloor durableFloor(DataSource dataSource, PlatformTransactionManager manager,
				EntityManager entityManager, ItemReceiver receiver) {
			return new DurableFloor(dataSource, manager, entityManager, receiver);
		}

	}

}
