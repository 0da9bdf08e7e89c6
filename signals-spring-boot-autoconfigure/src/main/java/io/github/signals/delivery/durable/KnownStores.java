package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.delivery.durable.Tables.State;

/**
 * Which data sources have the tables, and why others do not. Each is asked once, and
 * again until it answers.
 */
final class KnownStores {

	private static final Logger logger = LoggerFactory.getLogger(KnownStores.class);

	private static final Tables NOWHERE = new Tables(State.MISSING, "", null, null);

	/** More than the statements of a script. */
	private static final int ATTEMPTS = 20;

	private final Supplier<@Nullable DataSource> primary;

	private final BiConsumer<DataSource, Boolean> initializer;

	private final @Nullable String schema;

	private final Function<@Nullable DataSource, Map<DataSource, Set<PlatformTransactionManager>>> managers;

	private final Map<DataSource, Set<PlatformTransactionManager>> owners = new LinkedHashMap<>();

	private final Map<DataSource, Tables> without = new ConcurrentHashMap<>();

	private volatile @Nullable List<DurableStore> known;

	/**
	 * Create an instance.
	 * @param primary the data source for what belongs to no other, or {@code null}
	 * @param initializer creates the tables where it may, or upgrades those that are
	 * there
	 * @param schema the schema of the tables, or {@code null} for that of the connections
	 * @param managers the data sources with their transaction managers, given the primary
	 */
	KnownStores(Supplier<@Nullable DataSource> primary, BiConsumer<DataSource, Boolean> initializer,
			@Nullable String schema,
			Function<@Nullable DataSource, Map<DataSource, Set<PlatformTransactionManager>>> managers) {
		this.primary = primary;
		this.initializer = initializer;
		this.schema = schema;
		this.managers = managers;
	}

	List<DurableStore> all() {
		List<DurableStore> stores = this.known;
		return (stores != null) ? stores : find();
	}

	private synchronized List<DurableStore> find() {
		List<DurableStore> stores = this.known;
		if (stores == null) {
			this.owners.putAll(this.managers.apply(this.primary.get()));
			stores = ask(List.of(), this.owners.keySet());
		}
		return stores;
	}

	/**
	 * Ask the data sources once more that have not answered.
	 */
	synchronized void askAgain() {
		List<DurableStore> before = all();
		List<DataSource> silent = this.without.keySet().stream().filter(this::isSilent).toList();
		if (!silent.isEmpty()) {
			ask(before, silent);
		}
	}

	/**
	 * Return whether a data source has not answered yet.
	 */
	boolean isSilent(DataSource dataSource) {
		return tablesOf(dataSource).state() == State.UNREACHABLE;
	}

	boolean isMissing(DataSource dataSource) {
		return tablesOf(dataSource).state() == State.MISSING;
	}

	private Tables tablesOf(DataSource dataSource) {
		return this.without.entrySet()
			.stream()
			.filter((known) -> isSame(known.getKey(), dataSource))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(NOWHERE);
	}

	private List<DurableStore> ask(List<DurableStore> before, Collection<DataSource> dataSources) {
		List<DurableStore> stores = new ArrayList<>(before);
		for (DataSource dataSource : dataSources) {
			Tables tables = tables(dataSource);
			if (tables.state() == State.THERE) {
				Set<PlatformTransactionManager> own = Objects.requireNonNull(this.owners.get(dataSource));
				DurableStore store = new DurableStore(dataSource, own.iterator().next(), own.size() > 1,
						tables.product(), tables.schema());
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

	private UnusableTablesException failure(Tables tables, String where) {
		return new TablesFailure(tables, where, this.schema).exception();
	}

	private UnusableTablesException failure(Tables tables) {
		return failure(tables, "the data source");
	}

	private void report(DataSource dataSource, Tables tables) {
		if (tables.state() == State.MISSING || tables.state() == State.READ_ONLY) {
			logger.info("DURABLE receivers are not available in transactions of {}: {}", dataSource,
					(tables.state() == State.MISSING) ? "there is no table " + TableNames.CALLS : "it is read-only");
		}
		else if (tables.state() == State.UNREACHABLE) {
			logger.warn("DURABLE receivers are not available in transactions of {} for now", dataSource,
					failure(tables));
		}
		else {
			logger.info("DURABLE receivers are not available in transactions of {}: {}", dataSource,
					failure(tables).description());
		}
	}

	/**
	 * Look for the tables, and make them where they are missing; never while other nodes
	 * work with them, as it would wait for their locks. Nodes that start at the same
	 * moment fail one another's statements, each of which does nothing the next time.
	 */
	private Tables tables(DataSource dataSource) {
		Tables tables = Tables.of(dataSource, this.schema);
		for (int attempt = 1; tables.canBeMade(); attempt++) {
			try {
				this.initializer.accept(dataSource, tables.areFormer());
				return Tables.of(dataSource, this.schema);
			}
			catch (RuntimeException ex) {
				tables = Tables.of(dataSource, this.schema);
				if (tables.canBeMade() && (Tables.isForbidden(ex) || attempt == ATTEMPTS)) {
					return tables.notMade(ex);
				}
			}
		}
		return tables;
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
		return RoutedDataSource.target(one) == RoutedDataSource.target(other);
	}

	/**
	 * Return what to tell where no data source has the tables.
	 */
	UnusableTablesException none() {
		all();
		Tables tables = this.without.values()
			.stream()
			.min(Comparator.comparing((known) -> known.state() == State.MISSING))
			.orElse(NOWHERE);
		return failure(tables,
				(tables.state() != State.MISSING) ? "the data source" : "any data source of a transaction manager");
	}

	/**
	 * Return what to tell where a data source has the tables of an earlier version.
	 */
	@Nullable UnusableTablesException former() {
		all();
		return this.without.values().stream().filter(Tables::areFormer).map(this::failure).findFirst().orElse(null);
	}

	UnusableTablesException missing(DataSource dataSource, String where) {
		return failure(tablesOf(dataSource), where);
	}

}
