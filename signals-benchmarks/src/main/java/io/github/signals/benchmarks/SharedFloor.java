package io.github.signals.benchmarks;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The floor under calls that share a transaction: one thread reads fifty records in their
 * order, and in the same transaction finds the item of each, calls the receiver, and
 * flushes and clears what the persistence context holds, and deletes them at last by one
 * statement. There is no retry and no other node.
 */
final class SharedFloor implements DurableRecorder, AutoCloseable {

	private static final int SHARE = 50;

	private static final String NEXT = "select id from " + DurableFloor.TABLE + " order by id limit " + SHARE;

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final EntityManager entityManager;

	private final ItemReceiver receiver;

	private @Nullable Future<?> delivery;

	SharedFloor(JdbcTemplate jdbc, PlatformTransactionManager manager, EntityManager entityManager,
			ItemReceiver receiver) {
		this.jdbc = jdbc;
		DurableFloor.createTable(jdbc);
		this.transaction = new TransactionTemplate(manager);
		this.entityManager = entityManager;
		this.receiver = receiver;
	}

	@Override
	public void record(List<Long> items) {
		DurableFloor.record(this.jdbc, items);
	}

	/**
	 * Make the calls that are recorded by now.
	 */
	@Override
	public void deliver(boolean active) {
		if (active) {
			this.delivery = this.executor.submit(this::callAll);
		}
		else if (this.delivery != null) {
			end(this.delivery);
			this.delivery = null;
		}
	}

	private static void end(Future<?> delivery) {
		try {
			delivery.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void callAll() {
		boolean more = true;
		while (more) {
			more = Boolean.TRUE.equals(this.transaction.execute((status) -> callNext()));
		}
	}

	private boolean callNext() {
		List<Long> items = this.jdbc.queryForList(NEXT, Long.class);
		items.forEach(this::call);
		this.jdbc.update("delete from " + DurableFloor.TABLE + " where id = any(?)",
				(statement) -> statement.setObject(1, items.toArray(Long[]::new)));
		return !items.isEmpty();
	}

	private void call(Long item) {
		if (this.entityManager.find(Item.class, item) == null) {
			throw new IllegalStateException("There is no item " + item);
		}
		this.receiver.receive(item);
		this.entityManager.flush();
		this.entityManager.clear();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		SharedFloor sharedFloor(JdbcTemplate jdbc, PlatformTransactionManager manager, EntityManager entityManager,
				ItemReceiver receiver) {
			return new SharedFloor(jdbc, manager, entityManager, receiver);
		}

	}

}
