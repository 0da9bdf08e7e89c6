package io.github.signals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.durable.DurableDelivery;

/**
 * A node of an application on PostgreSQL that creates items, and has a receiver that is
 * called for each of them at least once. With the same pool and as many threads for its
 * receiver wherever that is recorded.
 */
final class DurableNode implements AutoCloseable {

	/** How many receivers run at once. */
	static final int THREADS = 8;

	/** As many for those who write, and three for the engine. */
	private static final int CONNECTIONS = 2 * THREADS + 4;

	private final DurableVariant variant;

	private final ConfigurableApplicationContext context;

	private final TransactionTemplate transaction;

	private final ItemRepository repository;

	private final JdbcTemplate jdbc;

	private final @Nullable DurableRecorder recorder;

	DurableNode(DurableVariant variant, String url, boolean first, Deliveries deliveries, ReceiverWork work,
			Class<?>... others) {
		this.variant = variant;
		this.context = new SpringApplicationBuilder(variant.configurations()).sources(DurableReceivers.Receiving.class)
			.sources(others)
			.web(WebApplicationType.NONE)
			.initializers((context) -> {
				context.getBeanFactory().registerSingleton("deliveries", deliveries);
				context.getBeanFactory().registerSingleton("work", work);
			})
			.properties("spring.main.banner-mode=off", "logging.level.root=error", "spring.datasource.url=" + url,
					"spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
					"spring.jpa.hibernate.ddl-auto=" + (first ? "create" : "none"), "spring.jpa.open-in-view=false",
					"spring.jpa.properties.hibernate.jdbc.batch_size=100", ThreadsBenchmark.OWN_IDENTIFIERS,
					"signals.startup-report=false", "signals.durable.initialize-schema=always",
					"signals.durable.threads=" + THREADS,
					"signals.receivers." + DurableReceivers.UID + ".durable.share=" + variant.share(),
					"spring.modulith.events.jdbc.schema-initialization.enabled=true",
					"spring.modulith.events.completion-mode=delete", "spring.task.execution.pool.core-size=" + THREADS,
					variant.without())
			.run();
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.repository = this.context.getBean(ItemRepository.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.recorder = this.context.getBeanProvider(DurableRecorder.class).getIfAvailable();
	}

	/**
	 * Create items in one transaction.
	 */
	void write(int rows) {
		List<Long> items = new ArrayList<>(rows);
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < rows; i++) {
				Item item = new Item();
				item.rename("Assam");
				this.repository.save(item);
				created(Objects.requireNonNull(item.id()), items);
			}
			if (this.recorder != null) {
				this.recorder.record(items);
			}
		});
		if (this.recorder != null) {
			this.recorder.committed(items);
		}
	}

	private void created(Long id, List<Long> items) {
		if (this.variant == DurableVariant.MODULITH) {
			this.context.publishEvent(new ItemCreated(id));
		}
		items.add(id);
	}

	/**
	 * Make calls, or only record them.
	 */
	void deliver(boolean active) {
		if (this.variant.isOurs()) {
			DurableDelivery delivery = this.context.getBean(DurableDelivery.class);
			if (active && !delivery.isRunning()) {
				delivery.start();
			}
			else if (!active) {
				delivery.stop();
			}
		}
		else if (this.recorder != null) {
			this.recorder.deliver(active);
		}
	}

	/**
	 * Return how many calls are recorded and have not ended.
	 */
	long waiting() {
		return Objects
			.requireNonNull(this.jdbc.queryForObject("select count(*) from " + this.variant.table(), Long.class));
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/**
	 * Return whether there are any.
	 */
	boolean isAnyWaiting() {
		return Boolean.TRUE.equals(
				this.jdbc.queryForObject("select exists (select 1 from " + this.variant.table() + ")", Boolean.class));
	}

	/**
	 * Have the database know how much there is, as autovacuum would before long.
	 */
	void analyze() {
		this.jdbc.execute("analyze");
	}

	/**
	 * Return the process of the database that serves one of the connections.
	 */
	long connection() {
		return Objects.requireNonNull(this.jdbc.queryForObject("select pg_backend_pid()", Long.class));
	}

	/**
	 * Return how many of them have failed at least once.
	 */
	long failed() {
		return Objects.requireNonNull(this.jdbc
			.queryForObject("select count(*) from " + this.variant.table() + " where attempts > 0", Long.class));
	}

	/**
	 * Forget those that wait.
	 */
	void forget() {
		this.jdbc.update("truncate table " + this.variant.table());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
