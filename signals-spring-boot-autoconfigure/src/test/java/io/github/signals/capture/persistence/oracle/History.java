package io.github.signals.capture.persistence.oracle;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.capture.persistence.oracle.OracleModel.Address;
import io.github.signals.capture.persistence.oracle.OracleModel.Car;
import io.github.signals.capture.persistence.oracle.OracleModel.Line;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random history of transactions, checked after each of them.
 */
final class History {

	private final OracleContract test;

	private final Random random;

	private final EntityManager em;

	private final Heard heard;

	private final List<String> steps = new ArrayList<>();

	/** Announced by a repository call, and perhaps not flushed yet. */
	private boolean tainted;

	private boolean pending;

	/** Whether a repository has saved a person in the transaction. */
	private boolean announced;

	private int names;

	History(OracleContract test, long seed) {
		this.test = test;
		this.random = new Random(seed);
		this.em = test.entityManager;
		this.heard = test.heard;
		this.heard.steps = this.steps;
	}

	List<String> steps() {
		return this.steps;
	}

	void run() {
		int transactions = 1 + this.random.nextInt(6);
		for (int i = 0; i < transactions; i++) {
			transaction();
		}
	}

	private void transaction() {
		this.heard.afterCommit.clear();
		this.heard.twice.clear();
		this.heard.replayed = new HashMap<>(stored());
		this.tainted = false;
		this.pending = false;
		this.announced = false;
		this.heard.afterRollback = 0;
		boolean rollback = this.random.nextInt(6) == 0;
		this.steps.add("begin");
		this.test.transaction.executeWithoutResult((status) -> {
			int count = 1 + this.random.nextInt(30);
			for (int i = 0; i < count; i++) {
				step(true);
			}
			this.steps.add(rollback ? "roll back" : "commit");
			if (rollback) {
				status.setRollbackOnly();
			}
		});
		check(rollback);
	}

	private void check(boolean rollback) {
		List<Audit.Entry> recorded = this.test.audit.committed();
		assertThat(this.heard.twice).as("heard twice").isEmpty();
		assertThat(new TreeMap<>(this.heard.afterCommit)).as("after the commit").isEqualTo(Expectation.of(recorded));
		this.heard.afterCommit.clear();
		if (rollback) {
			assertThat(recorded).isEmpty();
			assertThat(this.heard.afterRollback > 0 || !this.announced).as("after the rollback").isTrue();
		}
		else if (!this.tainted) {
			assertThat(new TreeMap<>(this.heard.replayed)).as("replayed").isEqualTo(new TreeMap<>(stored()));
		}
	}

	/** What is stored, by entity and identifier, without versions. */
	private Map<String, Map<String, String>> stored() {
		Map<String, Map<String, String>> stored = new HashMap<>();
		this.test.audit.rows().forEach((table, rows) -> {
			if (!table.startsWith("person_")) {
				rows.forEach((row) -> {
					String root = table.equals("car") ? "vehicle" : table;
					String key = root + "#" + row.get(table.equals("purchase") ? "code" : "id");
					Map<String, String> values = stored.computeIfAbsent(key, (name) -> new TreeMap<>());
					values.putAll(Expectation.attributes(row));
					values.remove("version");
				});
			}
		});
		stored.values().removeIf((values) -> values.getOrDefault("name", "").startsWith("muted"));
		return stored;
	}

	private void step(boolean outer) {
		int kind = this.random.nextInt(outer ? 40 : 20);
		this.steps.add("" + kind);
		switch (kind) {
			case 0, 1, 2 -> createPerson();
			case 3 -> this.em.persist(tag("tag" + next()));
			case 4 -> createTeam();
			case 5 -> createVehicle();
			case 6, 7 -> createPurchase();
			case 8, 9, 10 -> changePerson();
			case 11 -> changeLinks();
			case 12 -> changeTeam();
			case 13 -> changeVehicle();
			case 14, 15 -> changePurchase();
			case 16 -> this.em.flush();
			case 17 -> query();
			case 18 -> saveUnchanged();
			case 19 -> stateless();
			case 20 -> deletePerson();
			case 21 -> deletePurchase();
			case 22 -> deleteVehicle();
			case 23 -> deleteTag();
			case 24 -> forget();
			case 25 -> mergeDetached();
			case 26 -> savepoint();
			case 27 -> muted();
			case 28 -> inner();
			case 29 -> changeAndChangeBack();
			case 30 -> saveSeveral();
			case 31 -> deleteByName();
			case 32 -> refresh();
			case 33 -> createAndDelete();
			default -> changePerson();
		}
	}

	private int next() {
		return ++this.names;
	}

	private void named(String step) {
		this.steps.add("  " + step);
	}

	private <T> T any(Class<T> type) {
		List<T> all = this.em.createQuery("from " + type.getSimpleName().toLowerCase(Locale.ROOT), type)
			.getResultList();
		return all.isEmpty() ? null : all.get(this.random.nextInt(all.size()));
	}

	/** Find one without a query that flushes. */
	private <T> T find(Class<T> type, String table) {
		List<Map<String, String>> rows = new ArrayList<>(this.test.audit.rows().get(table));
		rows.removeIf((row) -> row.getOrDefault("name", "").startsWith("muted"));
		if (rows.isEmpty()) {
			return null;
		}
		Map<String, String> row = rows.get(this.random.nextInt(rows.size()));
		Object id = row.containsKey("code") ? row.get("code") : (Object) Long.valueOf(row.get("id"));
		return this.em.find(type, id);
	}

	private Person person() {
		return this.random.nextBoolean() ? find(Person.class, "person") : any(Person.class);
	}

	private static Tag tag(String name) {
		Tag tag = new Tag();
		tag.name = name;
		return tag;
	}

	private void createPerson() {
		Person person = new Person();
		person.name = "p" + next();
		person.team = (this.random.nextInt(3) == 0) ? find(Team.class, "team") : null;
		if (this.random.nextBoolean()) {
			person.address = new Address();
			person.address.city = "city" + this.random.nextInt(3);
		}
		if (this.random.nextBoolean()) {
			person.phones.add("" + this.random.nextInt(5));
		}
		Tag tag = find(Tag.class, "tag");
		if (tag != null && this.random.nextBoolean()) {
			person.tags.add(tag);
		}
		store(person);
	}

	private void store(Person person) {
		switch (this.random.nextInt(4)) {
			case 0 -> this.em.persist(person);
			case 1 -> this.em.merge(person);
			case 2 -> call(() -> this.test.persons.saveAndFlush(person));
			default -> call(() -> this.test.persons.save(person));
		}
	}

	private void call(Runnable call) {
		named("repository");
		this.pending = true;
		call.run();
	}

	private void createTeam() {
		Team team = new Team();
		team.name = "team" + next();
		if (this.random.nextBoolean()) {
			this.em.persist(team);
		}
		else {
			call(() -> this.test.teams.save(team));
		}
	}

	private void createVehicle() {
		Car car = new Car();
		car.doors = this.random.nextInt(5);
		Vehicle vehicle = this.random.nextBoolean() ? car : new Vehicle();
		vehicle.label = "v" + next();
		if (this.random.nextBoolean()) {
			this.em.persist(vehicle);
		}
		else {
			call(() -> this.test.vehicles.save(vehicle));
		}
	}

	private void createPurchase() {
		Purchase purchase = new Purchase();
		purchase.code = "c" + this.random.nextInt(6);
		purchase.text = "t" + this.random.nextInt(3);
		for (int i = this.random.nextInt(3); i > 0; i--) {
			addLine(purchase);
		}
		if (this.em.find(Purchase.class, purchase.code) != null) {
			if (this.random.nextBoolean()) {
				named("merge");
				this.em.merge(purchase);
			}
			return;
		}
		int way = this.random.nextInt(3);
		named("new " + purchase.code + " with " + purchase.lines.size() + " lines, way " + way);
		switch (way) {
			case 0 -> this.em.persist(purchase);
			case 1 -> this.em.merge(purchase);
			default -> call(() -> this.test.purchases.save(purchase));
		}
	}

	private void addLine(Purchase purchase) {
		Line line = new Line();
		line.text = "l" + next();
		line.purchase = purchase;
		purchase.lines.add(line);
	}

	private void changePerson() {
		Person person = person();
		if (person == null) {
			return;
		}
		switch (this.random.nextInt(6)) {
			case 0 -> person.name = "p" + this.random.nextInt(4);
			case 1 -> person.team = find(Team.class, "team");
			case 2 -> person.address = null;
			case 3 -> {
				person.address = (person.address != null) ? person.address : new Address();
				person.address.zip = "zip" + this.random.nextInt(3);
			}
			case 4 -> person.phones.add("" + this.random.nextInt(5));
			default -> person.phones.remove("" + this.random.nextInt(5));
		}
		if (this.random.nextInt(3) == 0) {
			call(() -> this.test.persons.save(person));
		}
	}

	private void changeLinks() {
		Person person = person();
		Tag tag = find(Tag.class, "tag");
		if (person == null || tag == null) {
			return;
		}
		switch (this.random.nextInt(5)) {
			case 0, 1 -> person.tags.add(tag);
			case 2 -> person.tags.remove(tag);
			case 3 -> person.tags.clear();
			default -> person.tags = new HashSet<>(Set.of(tag));
		}
	}

	private void changeTeam() {
		Team team = find(Team.class, "team");
		if (team != null) {
			team.name = "team" + this.random.nextInt(4);
		}
	}

	private void changeVehicle() {
		Vehicle vehicle = find(Vehicle.class, "vehicle");
		if (vehicle instanceof Car car && this.random.nextBoolean()) {
			car.doors = this.random.nextInt(5);
		}
		else if (vehicle != null) {
			vehicle.label = "v" + this.random.nextInt(4);
		}
	}

	private void changePurchase() {
		Purchase purchase = this.random.nextBoolean() ? any(Purchase.class) : find(Purchase.class, "purchase");
		if (purchase == null) {
			return;
		}
		int change = this.random.nextInt(4);
		named("change " + change + " of " + purchase.code + " with " + purchase.lines.size() + " lines");
		switch (change) {
			case 0 -> purchase.text = "t" + this.random.nextInt(3);
			case 1 -> addLine(purchase);
			case 2 -> {
				if (!purchase.lines.isEmpty()) {
					purchase.lines.remove(0);
				}
			}
			default -> {
				if (!purchase.lines.isEmpty()) {
					purchase.lines.get(0).text = "l" + this.random.nextInt(3);
				}
			}
		}
		// Hibernate itself fails in the second of two flushes if a managed entity is
		// merged
		// after its last orphan was removed.
		if (change != 2 && this.random.nextInt(3) == 0) {
			call(() -> this.test.purchases.save(purchase));
		}
	}

	private void query() {
		this.test.persons.findByName("p1");
	}

	private void saveUnchanged() {
		Person person = person();
		if (person != null) {
			call(() -> this.test.persons.save(person));
		}
	}

	private void stateless() {
		this.em.flush();
		this.pending = false;
		StatelessSession session = this.em.unwrap(Session.class).statelessWithOptions().connection().open();
		try (session) {
			Tag tag = tag("s" + next());
			session.insert(tag);
			switch (this.random.nextInt(4)) {
				case 0 -> {
					tag.name = "s" + next();
					session.update(tag);
				}
				case 1 -> session.delete(tag);
				case 2 -> {
					tag.name = "s" + next();
					session.upsert(tag);
				}
				default -> {
					Tag fresh = tag("u" + next());
					fresh.id = 1_000_000L + next();
					session.upsert(fresh);
				}
			}
		}
	}

	private void deletePerson() {
		Person person = person();
		if (person == null) {
			return;
		}
		switch (this.random.nextInt(4)) {
			case 0 -> this.em.remove(person);
			case 1 -> call(() -> this.test.persons.deleteById(person.id));
			case 2 -> call(() -> this.test.persons.deleteAll(List.of(person)));
			default -> call(() -> this.test.persons.delete(person));
		}
	}

	private void deletePurchase() {
		Purchase purchase = find(Purchase.class, "purchase");
		if (purchase == null) {
			return;
		}
		if (this.random.nextBoolean()) {
			this.em.remove(purchase);
		}
		else {
			call(() -> this.test.purchases.delete(purchase));
		}
	}

	private void deleteVehicle() {
		Vehicle vehicle = any(Vehicle.class);
		if (vehicle != null) {
			call(() -> this.test.vehicles.deleteById(vehicle.id));
		}
	}

	private void deleteTag() {
		Tag tag = find(Tag.class, "tag");
		if (tag != null) {
			tag.persons.forEach((person) -> person.tags.remove(tag));
			this.em.flush();
			if (this.em.createNativeQuery("select count(*) from person_tag where tag_id = " + tag.id, Long.class)
				.getSingleResult()
				.equals(0L)) {
				this.em.remove(tag);
			}
		}
	}

	private void forget() {
		if (this.random.nextBoolean()) {
			this.em.flush();
			this.pending = false;
		}
		this.tainted |= this.pending;
		this.em.clear();
	}

	private void mergeDetached() {
		Person person = person();
		if (person == null) {
			return;
		}
		person.phones.size();
		person.tags.size();
		this.em.flush();
		this.pending = false;
		this.em.detach(person);
		if (this.random.nextInt(3) != 0) {
			person.name = "d" + this.random.nextInt(4);
		}
		if (this.random.nextBoolean()) {
			this.em.merge(person);
		}
		else {
			call(() -> this.test.persons.save(person));
		}
	}

	private void savepoint() {
		this.em.flush();
		this.pending = false;
		Map<String, Map<String, String>> replayed = new HashMap<>(this.heard.replayed);
		// Hibernate's dialect for JPA has no savepoints: one of the connection, as a
		// manager
		// that supports them would make it.
		Session session = this.em.unwrap(Session.class);
		Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
		TransactionSynchronizationManager.getSynchronizations()
			.forEach((synchronization) -> synchronization.savepoint(savepoint));
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			this.steps.add("  in savepoint");
			step(false);
		}
		if (this.random.nextBoolean()) {
			this.em.flush();
			this.pending = false;
			named("roll back to the savepoint");
			session.doWork((connection) -> connection.rollback(savepoint));
			TransactionSynchronizationManager.getSynchronizations()
				.forEach((synchronization) -> synchronization.savepointRollback(savepoint));
			this.em.clear();
			this.heard.replayed = replayed;
		}
	}

	private void muted() {
		this.test.signals.mute(() -> {
			Tag tag = tag("muted" + next());
			if (this.random.nextBoolean()) {
				this.em.persist(tag);
			}
			else {
				this.test.tags.save(tag);
			}
			if (this.random.nextBoolean()) {
				tag.name = "muted" + next();
			}
		});
	}

	private void inner() {
		assertThat(this.heard.afterCommit).as("before the commit").isEmpty();
		boolean rollback = this.random.nextInt(3) == 0;
		Map<String, Map<String, String>> replayed = new HashMap<>(this.heard.replayed);
		boolean outerPending = this.pending;
		this.test.requiresNew.executeWithoutResult((status) -> {
			Tag tag = tag("inner" + next());
			this.test.tags.save(tag);
			tag.name = "inner" + next();
			this.em.persist(tag("inner" + next()));
			if (rollback) {
				status.setRollbackOnly();
			}
		});
		this.pending = outerPending;
		List<Audit.Entry> recorded = this.test.audit.committed();
		assertThat(new TreeMap<>(this.heard.afterCommit)).as("after the inner commit")
			.isEqualTo(Expectation.of(recorded));
		this.heard.afterCommit.clear();
		if (rollback) {
			this.heard.replayed = replayed;
		}
	}

	private void changeAndChangeBack() {
		Person person = find(Person.class, "person");
		if (person == null) {
			return;
		}
		String name = person.name;
		person.name = "other";
		if (this.random.nextBoolean()) {
			this.em.flush();
			this.pending = false;
		}
		else if (this.random.nextBoolean()) {
			call(() -> this.test.persons.save(person));
		}
		person.name = name;
	}

	private void saveSeveral() {
		List<Person> persons = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Person person = new Person();
			person.name = "p" + next();
			persons.add(person);
		}
		this.announced = true;
		Person existing = person();
		if (existing != null) {
			existing.name = "p" + next();
			persons.add(existing);
		}
		call(() -> this.test.persons.saveAll(persons));
	}

	private void deleteByName() {
		Person person = find(Person.class, "person");
		if (person != null) {
			call(() -> this.test.persons.deleteByName(person.name));
		}
	}

	private void refresh() {
		Person person = find(Person.class, "person");
		if (person != null && this.em.contains(person)) {
			this.em.flush();
			this.pending = false;
			this.em.refresh(person);
		}
	}

	private void createAndDelete() {
		Person person = new Person();
		person.name = "gone" + next();
		if (this.random.nextBoolean()) {
			this.em.persist(person);
			if (this.random.nextBoolean()) {
				this.em.flush();
				this.pending = false;
			}
			this.em.remove(person);
		}
		else {
			call(() -> this.test.persons.delete(this.test.persons.save(person)));
		}
	}

}
