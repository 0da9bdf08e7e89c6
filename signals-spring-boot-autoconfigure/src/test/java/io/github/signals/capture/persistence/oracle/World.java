package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Persons;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchases;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Tags;
import io.github.signals.capture.persistence.oracle.OracleModel.Teams;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicles;

/**
 * The application, and what is known of it while a history runs.
 */
final class World {

	final EntityManagerFactory factory;

	final EntityManager em;

	final Signals signals;

	final Persons persons;

	final Teams teams;

	final Tags tags;

	final Vehicles vehicles;

	final Purchases purchases;

	final TransactionTemplate transaction;

	final TransactionTemplate requiresNew;

	final Audit audit;

	final Receivers receivers;

	final Lists lists;

	/** What has happened, to be read when it went wrong. */
	final List<String> steps = new ArrayList<>();

	Random random = new Random();

	/** Whether nobody hears anything, to see what fails without receivers. */
	boolean silent;

	/** Whether the application flushes before it calls a repository or queries. */
	boolean flushing;

	/** Whether a repository call may have announced what is not flushed yet. */
	boolean pending;

	/** Whether something that was announced was forgotten before it was flushed. */
	boolean tainted;

	/** Whether something that was not flushed was forgotten. */
	boolean forgotten;

	/**
	 * Whether rows may have been created before the flush that writes their collections.
	 */
	boolean insertedAtOnce;

	/** How many savepoints were rolled back to. */
	int savepoints;

	private Map<String, Map<String, String>> stored = new TreeMap<>();

	private final Map<String, List<Object>> identifiers = new HashMap<>();

	private int names;

	World(ApplicationContext context) {
		this.factory = context.getBean(EntityManagerFactory.class);
		this.em = context.getBean(EntityManager.class);
		this.signals = context.getBean(Signals.class);
		this.persons = context.getBean(Persons.class);
		this.teams = context.getBean(Teams.class);
		this.tags = context.getBean(Tags.class);
		this.vehicles = context.getBean(Vehicles.class);
		this.purchases = context.getBean(Purchases.class);
		this.lists = context.getBean(Lists.class);
		this.audit = context.getBean(AuditedDataSource.class).audit();
		this.receivers = new Receivers(this.signals, this.em);
		context.getBean(Receivers.Unasking.class).receivers = this.receivers;
		PlatformTransactionManager manager = context.getBean(PlatformTransactionManager.class);
		this.transaction = new TransactionTemplate(manager);
		this.requiresNew = new TransactionTemplate(manager);
		this.requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	void begin() {
		this.names = 0;
		this.steps.clear();
		this.receivers.turns.writeTo(this.steps);
		look();
	}

	void silence(boolean silent) {
		this.silent = silent;
		this.signals.receivers()
			.stream()
			.map(ReceiverInfo::uid)
			.forEach(silent ? this.signals::disable : this.signals::enable);
	}

	void beginTransaction() {
		look();
		this.pending = false;
		this.tainted = false;
		this.forgotten = false;
		this.insertedAtOnce = false;
		this.savepoints = 0;
		this.audit.undone();
		this.audit.undoneBySavepoints();
		this.receivers.clear();
		this.lists.clear();
		this.receivers.turns.begin(this.stored);
	}

	/**
	 * Look at what is committed.
	 */
	void look() {
		this.stored = new TreeMap<>();
		this.identifiers.clear();
		this.audit.rows().forEach((table, rows) -> {
			if (!table.startsWith("person_")) {
				rows.forEach((row) -> look(table, row));
			}
		});
	}

	private void look(String table, Map<String, String> row) {
		if (!Expectation.isMuted(row)) {
			Map<String, String> values = this.stored.computeIfAbsent(Expectation.key(table, row),
					(key) -> new TreeMap<>());
			values.putAll(Expectation.attributes(row));
			values.remove("version");
			String id = row.get("id");
			this.identifiers.computeIfAbsent(table, (key) -> new ArrayList<>())
				.add((id != null) ? Long.valueOf(id) : row.get("code"));
		}
	}

	/**
	 * Return what was stored when somebody looked last, by entity and identifier, without
	 * versions.
	 */
	Map<String, Map<String, String>> stored() {
		return this.stored;
	}

	int next() {
		return ++this.names;
	}

	void named(String step) {
		this.steps.add("  " + step);
	}

	boolean oneIn(int number) {
		return this.random.nextInt(number) == 0;
	}

	private static String table(Class<?> type) {
		return type.getSimpleName().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return one by a query, which flushes.
	 */
	<T> @Nullable T any(Class<T> type) {
		if (this.flushing) {
			this.em.flush();
		}
		List<T> all = this.em.createQuery("select e from " + table(type) + " e order by id(e)", type).getResultList();
		return all.isEmpty() ? null : all.get(this.random.nextInt(all.size()));
	}

	/**
	 * Return one of those that were committed, without a query.
	 */
	<T> @Nullable T find(Class<T> type) {
		Object id = identifier(type);
		return (id != null) ? this.em.find(type, id) : null;
	}

	@Nullable Object identifier(Class<?> type) {
		List<Object> all = this.identifiers.getOrDefault(table(type), List.of());
		return all.isEmpty() ? null : all.get(this.random.nextInt(all.size()));
	}

	void call(Runnable call) {
		named("repository");
		this.pending = true;
		if (this.flushing) {
			this.em.flush();
		}
		call.run();
	}

	void flush() {
		this.em.flush();
		this.pending = false;
		this.insertedAtOnce = false;
	}

	/**
	 * What is removed, changed or saved before it was inserted is prepared more than
	 * once, or in vain.
	 */
	void overtaking(Object entity) {
		EntityEntry entry = this.em.unwrap(SessionImplementor.class).getPersistenceContextInternal().getEntry(entity);
		this.forgotten |= entry != null && !entry.isExistsInDatabase();
	}

	void forget() {
		this.tainted |= this.pending;
		this.em.clear();
	}

	/**
	 * An insert with an identity column makes Hibernate execute those that are queued,
	 * but for the rows of their collections.
	 */
	void insertAtOnce() {
		this.insertedAtOnce = true;
	}

	static Tag tag(String name) {
		Tag tag = new Tag();
		tag.name = name;
		return tag;
	}

}
