package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

import io.github.signals.delivery.durable.Tables.State;
import io.github.signals.dispatch.OwnTransaction;

/**
 * The data sources of an application that can hold durable calls: those of its
 * transaction managers, if they have the tables.
 *
 * @since 0.1.0
 */
public final class DurableStores {

	private static final Logger logger = LoggerFactory.getLogger(DurableStores.class);

	private static final Tables NOWHERE = new Tables(State.MISSING, "", null);

	/** More than the statements of a script. */
	private static final int ATTEMPTS = 20;

	private final Supplier<Map<String, PlatformTransactionManager>> managers;

	private final Function<PlatformTransactionManager, @Nullable DataSource> dataSources;

	private final Supplier<@Nullable DataSource> primary;

	private final Consumer<DataSource> initializer;

	private final @Nullable String schema;

	private final Map<DataSource, Set<PlatformTransactionManager>> asked = new LinkedHashMap<>();

	private final Map<DataSource, Tables> without = new ConcurrentHashMap<>();

	private volatile @Nullable List<DurableStore> known;

	/**
	 * Create it.
	 * @param managers the transaction managers by their bean names and aliases
	 * @param dataSources the data source of a transaction manager, or {@code null}
	 * @param primary the data source for what belongs to no other, or {@code null}
	 * @param initializer creates the tables where it may
	 * @param schema the schema of the tables, or {@code null} for that of the connections
	 */
	public DurableStores(Supplier<Map<String, PlatformTransactionManager>> managers,
			Function<PlatformTransactionManager, @Nullable DataSource> dataSources,
			Supplier<@Nullable DataSource> primary, Consumer<DataSource> initializer, @Nullable String schema) {
		this.managers = managers;
		this.dataSources = dataSources;
		this.primary = primary;
		this.initializer = initializer;
		this.schema = schema;
	}

	List<DurableStore> all() {
		List<DurableStore> stores = this.known;
		return (stores != null) ? stores : find();
	}

	private synchronized List<DurableStore> find() {
		List<DurableStore> stores = this.known;
		if (stores == null) {
			DataSource first = this.primary.get();
			this.managers.get().forEach((name, manager) -> {
				DataSource own = this.dataSources.apply(manager);
				DataSource dataSource = (own != null || !isGlobal(manager)) ? own : first;
				if (dataSource != null) {
					this.asked.computeIfAbsent(dataSource, (key) -> new LinkedHashSet<>()).add(manager);
				}
			});
			stores = ask(List.of(), this.asked.keySet());
		}
		return stores;
	}

	/**
	 * Ask the data sources once more that have not answered.
	 * @return whether one of them has
	 */
	synchronized boolean askAgain() {
		List<DataSource> silent = this.without.keySet().stream().filter(this::isSilent).toList();
		List<DurableStore> before = all();
		return !silent.isEmpty() && ask(before, silent).size() > before.size();
	}

	private boolean isSilent(DataSource dataSource) {
		Tables tables = this.without.get(dataSource);
		return tables != null && tables.state() == State.UNREACHABLE;
	}

	private List<DurableStore> ask(List<DurableStore> before, Collection<DataSource> dataSources) {
		List<DurableStore> stores = new ArrayList<>(before);
		for (DataSource dataSource : dataSources) {
			Tables tables = tables(dataSource);
			if (tables.state() == State.THERE) {
				Set<PlatformTransactionManager> own = Objects.requireNonNull(this.asked.get(dataSource));
				DurableStore store = new DurableStore(dataSource, own.iterator().next(), own.size() > 1,
						tables.product(), this.schema);
				stores.add((dataSource == this.primary.get()) ? 0 : stores.size(), store);
				this.without.remove(dataSource);
			}
			else if (this.without.put(dataSource, tables) == null) {
				report(dataSource, tables);
			}
		}
		List<DurableStore> all = List.copyOf(stores);
		this.known = all;
		return all;
	}

	private static void report(DataSource dataSource, Tables tables) {
		if (tables.state() == State.MISSING || tables.state() == State.READ_ONLY) {
			logger.info("Transactions of {} have no durable receivers: {}", dataSource,
					(tables.state() == State.MISSING) ? "there is no table " + CallTable.NAME : "it is read-only");
		}
		else {
			logger.warn("Transactions of {} have no durable receivers for now", dataSource,
					tables.failure("the data source"));
		}
	}

	/**
	 * Look for the tables, and create them where they are missing; never while other
	 * nodes work with them, as it would wait for their locks. Nodes that start at the
	 * same moment fail one another's statements, each of which does nothing the next
	 * time.
	 */
	private Tables tables(DataSource dataSource) {
		Tables tables = Tables.of(dataSource, this.schema);
		for (int attempt = 1; tables.state() == State.MISSING; attempt++) {
			try {
				this.initializer.accept(dataSource);
				return Tables.of(dataSource, this.schema);
			}
			catch (RuntimeException ex) {
				tables = Tables.of(dataSource, this.schema);
				if (tables.state() != State.THERE && attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
		return tables;
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
			return new Target(first(), isGlobal(manager) ? Moment.IN_TRANSACTION : Moment.AFTER_COMMIT);
		}
		DataSource own = (manager != null) ? this.dataSources.apply(manager) : null;
		DurableStore known = (own != null) ? require(own, "the data source of '" + using + "'") : bound();
		if (known != null) {
			return new Target(known, known.isBound() ? Moment.IN_TRANSACTION : Moment.AFTER_COMMIT);
		}
		return new Target(first(), Moment.AFTER_COMMIT);
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
		return new Target(require(own, "the data source of the session"), Moment.IN_TRANSACTION);
	}

	/**
	 * Return the store of the current transaction.
	 */
	private @Nullable DurableStore bound() {
		return all().stream().filter(DurableStore::isBound).findFirst().orElse(null);
	}

	/**
	 * Return the store of a data source. One that did not answer yet is asked again.
	 */
	private DurableStore require(DataSource dataSource, String where) {
		DurableStore store = find(dataSource);
		if (store == null && isSilent(dataSource)) {
			askAgain();
			store = find(dataSource);
		}
		if (store == null) {
			throw missing(dataSource, where);
		}
		return store;
	}

	/**
	 * Return whether calls can be recorded in a data source, as far as it can be told.
	 */
	boolean mayHave(DataSource dataSource) {
		return find(dataSource) != null || isSilent(dataSource);
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
		return (dataSource != null) ? require(dataSource, "the data source of '" + using + "'") : first();
	}

	private DurableStore first() {
		return all().stream().findFirst().orElseThrow(this::none);
	}

	/**
	 * Return what to tell where no data source has the tables.
	 */
	IllegalStateException none() {
		all();
		Tables tables = this.without.values()
			.stream()
			.filter((known) -> known.state() != State.MISSING)
			.findFirst()
			.orElse(NOWHERE);
		return tables.failure("any data source of a transaction manager");
	}

	private IllegalStateException missing(DataSource dataSource, String where) {
		return this.without.getOrDefault(dataSource, NOWHERE).failure(where);
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
