package io.github.signals.delivery.durable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.dispatch.OwnTransaction;

/**
 * The data sources of an application that can hold durable calls: those of its
 * transaction managers, if they have the tables.
 *
 * @since 0.1.0
 */
public final class DurableStores {

	private final Supplier<Map<String, PlatformTransactionManager>> managers;

	private final Function<PlatformTransactionManager, @Nullable DataSource> dataSources;

	private final KnownStores known;

	/**
	 * Create an instance.
	 * @param managers the transaction managers by their bean names and aliases
	 * @param dataSources the data source of a transaction manager, or {@code null}
	 * @param primary the data source for what belongs to no other, or {@code null}
	 * @param initializer creates the tables where it may, or upgrades those of an earlier
	 * version
	 * @param schema the schema of the tables, or {@code null} for that of the connections
	 */
	public DurableStores(Supplier<Map<String, PlatformTransactionManager>> managers,
			Function<PlatformTransactionManager, @Nullable DataSource> dataSources,
			Supplier<@Nullable DataSource> primary, BiConsumer<DataSource, Boolean> initializer,
			@Nullable String schema) {
		this.managers = managers;
		this.dataSources = dataSources;
		this.known = new KnownStores(primary, initializer, schema, this::owners);
	}

	/**
	 * Return the data sources of all transaction managers.
	 */
	private Map<DataSource, Set<PlatformTransactionManager>> owners(@Nullable DataSource first) {
		Map<DataSource, Set<PlatformTransactionManager>> owners = new LinkedHashMap<>();
		this.managers.get().forEach((name, manager) -> {
			DataSource own = this.dataSources.apply(manager);
			DataSource dataSource = (own != null || !isGlobal(manager)) ? own : first;
			if (dataSource != null) {
				owners.computeIfAbsent(dataSource, (key) -> new LinkedHashSet<>()).add(manager);
			}
		});
		return owners;
	}

	List<DurableStore> all() {
		return this.known.all();
	}

	/**
	 * Ask the data sources once more that have not answered.
	 */
	void askAgain() {
		this.known.askAgain();
	}

	/**
	 * Return what to tell where no data source has the tables.
	 */
	UnusableTablesException none() {
		return this.known.none();
	}

	/**
	 * Return what to tell where a data source has the tables of an earlier version.
	 */
	@Nullable UnusableTablesException former() {
		return this.known.former();
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
		DurableStore store = this.known.find(dataSource);
		if (store == null && this.known.isSilent(dataSource)) {
			askAgain();
			store = this.known.find(dataSource);
		}
		if (store == null) {
			throw this.known.missing(dataSource, where);
		}
		return store;
	}

	/**
	 * Return whether calls can be recorded in a data source, as far as it can be told.
	 */
	boolean mayHave(DataSource dataSource) {
		return this.known.find(dataSource) != null || this.known.isSilent(dataSource);
	}

	/**
	 * Return why calls cannot be recorded in a data source, if there is more to say than
	 * that it has no table.
	 */
	@Nullable UnusableTablesException refusal(DataSource dataSource) {
		return this.known.isMissing(dataSource) ? null : this.known.missing(dataSource, "its data source");
	}

	/**
	 * Return the store of a transaction manager, or the first if it has none of its own.
	 */
	DurableStore named(@Nullable String using) {
		PlatformTransactionManager manager = (using != null) ? this.managers.get().get(using) : null;
		DataSource dataSource = (manager != null) ? this.dataSources.apply(manager) : null;
		return (dataSource != null) ? require(dataSource, "the data source of '" + using + "'") : first();
	}

	private DurableStore first() {
		return all().stream().findFirst().orElseThrow(this::none);
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
