package io.github.signals.benchmarks;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that saves items, with one way to hear of it.
 */
final class SaveApplication implements AutoCloseable {

	private final SaveVariant variant;

	private final Database database;

	private final ConfigurableApplicationContext context;

	private final TransactionTemplate transaction;

	private final JpaRepository<Stored, Long> repository;

	private final EntityManager entityManager;

	private final JdbcTemplate jdbc;

	private final SaveReceivers.@Nullable Publishing publishing;

	private final CallCounter calls;

	private long expected;

	private int round;

	@SuppressWarnings("unchecked")
	SaveApplication(SaveVariant variant, Database database, String url, String... properties) {
		this.variant = variant;
		this.database = database;
		this.context = new SpringApplicationBuilder(variant.configurations()).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=error", "spring.datasource.url=" + url,
					"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
					"spring.jpa.properties.hibernate.jdbc.batch_size=100", "signals.startup-report=false",
					Libraries.without(Libraries.DURABLE, Libraries.MODULITH, variant.isOurs() ? "" : Libraries.SIGNALS))
			.properties(properties)
			.run();
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.repository = this.context.getBean(JpaRepository.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.publishing = this.context.getBeanProvider(SaveReceivers.Publishing.class).getIfAvailable();
		this.calls = this.context.getBean(CallCounter.class);
		this.calls.reset();
	}

	/**
	 * Have as many items in the table as there are to be, with identifiers from 1 on.
	 */
	void fill(int count) {
		empty();
		this.jdbc.update("""
				insert into item (id, name, description, stock, price, listed)
				select x, 'Assam', 'Leaves, dried', 7, 3.50, timestamp '2026-01-01 00:00:00'
				from %s(1, %d) as items(x)""".formatted(this.database.range(), count));
	}

	void empty() {
		this.jdbc.update("truncate table item");
	}

	/**
	 * Insert items.
	 * @return the time that it took, in nanoseconds
	 */
	long insert(int perTransaction, int transactions, boolean rollback) {
		long start = System.nanoTime();
		for (int i = 0; i < transactions; i++) {
			this.transaction.executeWithoutResult((status) -> {
				insert(perTransaction);
				end(status, rollback);
			});
		}
		awaitCalls(perTransaction * transactions);
		return System.nanoTime() - start;
	}

	void insert(int count) {
		for (int i = 0; i < count; i++) {
			Stored item = create();
			item.rename("Assam");
			save(item);
		}
	}

	private Stored create() {
		return switch (this.variant) {
			case ENTITY_LISTENER -> new ListenedItem();
			case DOMAIN_EVENT, DOMAIN_EVENT_AFTER_COMMIT -> new AggregateItem();
			default -> new Item();
		};
	}

	private void save(Stored item) {
		this.repository.save(item);
		if (this.publishing != null) {
			this.publishing.publish(item);
		}
	}

	/**
	 * Change items that are loaded.
	 * @return the time from the first change to the end of the transaction, in
	 * nanoseconds
	 */
	long update(int perTransaction, int transactions, boolean rollback) {
		String name = "Assam " + this.round++;
		long[] loading = new long[1];
		long start = System.nanoTime();
		for (int i = 0; i < transactions; i++) {
			long first = (long) i * perTransaction + 1;
			this.transaction.executeWithoutResult((status) -> {
				long begin = System.nanoTime();
				List<Stored> items = load(first, first + perTransaction - 1);
				loading[0] += System.nanoTime() - begin;
				items.forEach((item) -> change(item, name));
				end(status, rollback);
			});
		}
		awaitCalls(perTransaction * transactions);
		return System.nanoTime() - start - loading[0];
	}

	private List<Stored> load(long first, long last) {
		return this.entityManager.createQuery("select i from Item i where i.id between ?1 and ?2", Stored.class)
			.setParameter(1, first)
			.setParameter(2, last)
			.getResultList();
	}

	private void change(Stored item, String name) {
		item.rename(name);
		if (this.variant.needsSave()) {
			save(item);
		}
	}

	private void end(TransactionStatus status, boolean rollback) {
		if (rollback) {
			this.entityManager.flush();
			status.setRollbackOnly();
		}
	}

	/**
	 * Have the receiver be called for as many saves more.
	 */
	void expect(int saves) {
		this.expected += this.variant.isHeard() ? saves : 0;
	}

	private void awaitCalls(int saves) {
		expect(saves);
		while (this.variant == SaveVariant.ASYNC && this.calls.sum() < this.expected) {
			Thread.onSpinWait();
		}
	}

	TransactionTemplate transaction() {
		return this.transaction;
	}

	EntityManager entityManager() {
		return this.entityManager;
	}

	/**
	 * Fail if a call is missing, or one too many.
	 */
	void check() {
		if (this.calls.sum() != this.expected) {
			throw new IllegalStateException(this.calls.sum() + " calls instead of " + this.expected);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
