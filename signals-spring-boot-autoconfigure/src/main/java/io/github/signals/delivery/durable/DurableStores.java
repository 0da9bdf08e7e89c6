package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.dispatch.OwnTransaction;

/**
 * The data sources of an application that can hold durable calls: those of its
 * transaction managers, if they have the tables.
 *
 * @since 0.1.0
 */
public final class DurableStores {

	private static final Logger logger = LoggerFactory.getLogger(DurableStores.class);

	private final Supplier<Map<String, PlatformTransactionManager>> managers;

	private final Function<PlatformTransactionManager, @Nullable DataSource> dataSources;

	private final Supplier<@Nullable DataSource> primary;

	private final Consumer<DataSource> initializer;

	private final SingletonSupplier<List<DurableStore>> all = SingletonSupplier.of(this::find);

	/**
	 * Create it.
	 * @param managers the transaction managers by their bean names and aliases
	 * @param dataSources the data source of a transaction manager, or {@code null}
	 * @param primary the data source for what belongs to no other, or {@code null}
	 * @param initializer creates the tables where it may
	 */
	public DurableStores(Supplier<Map<String, PlatformTransactionManager>> managers,
			Function<PlatformTransactionManager, @Nullable DataSource> dataSources,
			Supplier<@Nullable DataSource> primary, Consumer<DataSource> initializer) {
		this.managers = managers;
		this.dataSources = dataSources;
		this.primary = primary;
		this.initializer = initializer;
	}

	List<DurableStore> all() {
		return this.all.obtain();
	}

	private List<DurableStore> find() {
		Map<DataSource, Set<PlatformTransactionManager>> found = new LinkedHashMap<>();
		DataSource first = this.primary.get();
		this.managers.get().forEach((name, manager) -> {
			DataSource own = this.dataSources.apply(manager);
			DataSource dataSource = (own != null || !isGlobal(manager)) ? own : first;
			if (dataSource != null) {
				found.computeIfAbsent(dataSource, (key) -> new LinkedHashSet<>()).add(manager);
			}
		});
		List<DurableStore> stores = new ArrayList<>();
		found.forEach((dataSource, own) -> {
			if (!CallTable.exists(dataSource)) {
				// Never while other nodes work with them: it would wait for their locks.
				this.initializer.accept(dataSource);
			}
			if (CallTable.exists(dataSource)) {
				DurableStore store = new DurableStore(dataSource, own.iterator().next(), own.size() > 1);
				stores.add((dataSource == first) ? 0 : stores.size(), store);
			}
			else {
				logger.info("Transactions of {} have no durable receivers: there is no table {}", dataSource,
						CallTable.NAME);
			}
		});
		return List.copyOf(stores);
	}

	/**
	 * Return whether a manager drives whatever takes part in its transactions (JTA).
	 */
	private static boolean isGlobal(PlatformTransactionManager manager) {
		return manager.getClass().getName().contains("Jta");
	}

	/**
	 * Return where to record what was changed.
	 * @param using the bean name of the transaction manager, or {@code null}
	 */
	Target target(@Nullable String using) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return new Target(named(using), Moment.NOW);
		}
		PlatformTransactionManager manager = (using != null) ? this.managers.get().get(using) : null;
		if (manager != null && this.dataSources.apply(manager) == null) {
			return new Target(first(using), isGlobal(manager) ? Moment.IN_TRANSACTION : Moment.AFTER_COMMIT);
		}
		for (DurableStore store : all()) {
			if (manager != null ? store.dataSource() == this.dataSources.apply(manager) : store.isBound()) {
				return new Target(store, store.isBound() ? Moment.IN_TRANSACTION : Moment.AFTER_COMMIT);
			}
		}
		if (manager != null) {
			throw missing("the data source of '" + using + "'");
		}
		return new Target(first(using), Moment.AFTER_COMMIT);
	}

	/**
	 * Return where to record what was changed in a transaction that the application has
	 * begun itself: on its own connection.
	 * @param transaction the transaction
	 * @param using the bean name of a transaction manager of the same entities, or
	 * {@code null}
	 */
	Target target(OwnTransaction transaction, @Nullable String using) {
		DataSource own = transaction.resource(DataSource.class);
		if (own == null) {
			return new Target(named(using), Moment.IN_TRANSACTION);
		}
		DurableStore store = find(own);
		if (store == null) {
			throw missing("the data source of the session");
		}
		return new Target(store, Moment.IN_TRANSACTION);
	}

	@Nullable DurableStore find(DataSource dataSource) {
		for (DurableStore store : all()) {
			if (isSame(store.dataSource(), dataSource)) {
				return store;
			}
		}
		return null;
	}

	private static boolean isSame(DataSource one, DataSource other) {
		return target(one) == target(other);
	}

	private static DataSource target(DataSource dataSource) {
		DataSource inner = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (inner != null) ? target(inner) : dataSource;
	}

	private DurableStore named(@Nullable String using) {
		PlatformTransactionManager manager = (using != null) ? this.managers.get().get(using) : null;
		DataSource dataSource = (manager != null) ? this.dataSources.apply(manager) : null;
		return all().stream().filter((store) -> store.dataSource() == dataSource).findFirst().orElseGet(() -> {
			if (dataSource != null) {
				throw missing("the data source of '" + using + "'");
			}
			return first(using);
		});
	}

	private DurableStore first(@Nullable String using) {
		return all().stream().findFirst().orElseThrow(() -> missing("any data source"));
	}

	static IllegalStateException missing(String where) {
		return new IllegalStateException("There is no table " + CallTable.NAME + " in " + where
				+ ". Add it by a migration, from io/github/signals/durable/schema-<platform>.sql of the library, or set"
				+ " signals.durable.initialize-schema=always.");
	}

	/**
	 * Return the transaction manager for the call of a record.
	 */
	PlatformTransactionManager manager(DurableStore store, Supplier<@Nullable String> using) {
		if (!store.hasSeveralManagers()) {
			return store.manager();
		}
		String name = using.get();
		PlatformTransactionManager manager = (name != null) ? this.managers.get().get(name) : null;
		return (manager != null && this.dataSources.apply(manager) == store.dataSource()) ? manager : store.manager();
	}

	/**
	 * Where and when to record.
	 *
	 * @param store the data source
	 * @param moment when
	 */
	record Target(DurableStore store, Moment moment) {

	}

	/**
	 * When a call is written.
	 */
	enum Moment {

		/** With the change. */
		IN_TRANSACTION,

		/** At once, as there is no transaction. */
		NOW,

		/** When a transaction of another kind has been committed. */
		AFTER_COMMIT

	}

}
