package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import io.github.signals.capture.persistence.oracle.OracleModel.Address;
import io.github.signals.capture.persistence.oracle.OracleModel.Car;
import io.github.signals.capture.persistence.oracle.OracleModel.Gadget;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Point;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * Creations and changes, of managed and of detached instances.
 */
final class Saving implements Steps {

	private final World world;

	private final EntityManager em;

	Saving(World world) {
		this.world = world;
		this.em = world.em;
	}

	@Override
	public void addTo(StepList list) {
		list.anywhere("create person", 3, this::createPerson);
		list.anywhere("create tag", 1, () -> this.em.persist(World.tag("tag" + this.world.next())));
		list.anywhere("create team", 1, this::createTeam);
		list.anywhere("create vehicle", 1, this::createVehicle);
		list.anywhere("change person", 5, this::changePerson);
		list.anywhere("change team", 2, this::changeTeam);
		list.anywhere("change vehicle", 2, this::changeVehicle);
		list.anywhere("flush", 1, this.world::flush);
		list.anywhere("query", 1, () -> this.world.persons.findByName("p1"));
		list.anywhere("save unchanged", 1, this::saveUnchanged);
		list.outermost("forget", 1, this::forget);
		list.outermost("merge detached", 1, this::mergeDetached);
		list.outermost("change and change back", 1, this::changeAndChangeBack);
		list.outermost("save several", 1, this::saveSeveral);
		list.outermost("refresh", 1, this::refresh);
		list.of(Kind.UNWRITTEN, "change unwritten", 1, this::changeUnwritten);
		list.of(Kind.DETACHED, "save unread", 2, this::saveUnread);
		list.of(Kind.DETACHED, "save form", 2, this::saveForm);
		list.of(Kind.NO_EQUALS, "gadget", 2, this::gadget);
	}

	private @Nullable Person person() {
		return this.world.random.nextBoolean() ? this.world.find(Person.class) : this.world.any(Person.class);
	}

	private void createPerson() {
		Person person = new Person();
		person.name = "p" + this.world.next();
		person.team = this.world.oneIn(3) ? this.world.find(Team.class) : null;
		person.origin = this.world.random.nextBoolean() ? "origin" + this.world.random.nextInt(3) : null;
		person.note = this.world.random.nextBoolean() ? "note" : null;
		if (this.world.random.nextBoolean()) {
			person.address = new Address();
			person.address.city = "city" + this.world.random.nextInt(3);
		}
		if (this.world.random.nextBoolean()) {
			person.phones.add("" + this.world.random.nextInt(5));
		}
		Tag tag = this.world.find(Tag.class);
		if (tag != null && this.world.random.nextBoolean()) {
			person.tags.add(tag);
		}
		store(person);
	}

	private void store(Person person) {
		switch (this.world.random.nextInt(4)) {
			case 0 -> this.em.persist(person);
			case 1 -> this.em.merge(person);
			case 2 -> this.world.call(() -> this.world.persons.saveAndFlush(person));
			default -> this.world.call(() -> this.world.persons.save(person));
		}
	}

	private void createTeam() {
		this.world.insertAtOnce();
		Team team = new Team();
		team.name = "team" + this.world.next();
		if (this.world.random.nextBoolean()) {
			this.em.persist(team);
		}
		else {
			this.world.call(() -> this.world.teams.save(team));
		}
	}

	private void createVehicle() {
		this.world.insertAtOnce();
		Car car = new Car();
		car.doors = this.world.random.nextInt(5);
		Vehicle vehicle = this.world.random.nextBoolean() ? car : new Vehicle();
		vehicle.label = "v" + this.world.next();
		if (this.world.random.nextBoolean()) {
			this.em.persist(vehicle);
		}
		else {
			this.world.call(() -> this.world.vehicles.save(vehicle));
		}
	}

	private void changePerson() {
		Person person = person();
		if (person == null) {
			return;
		}
		change(person);
		if (this.world.oneIn(3)) {
			this.world.call(() -> this.world.persons.save(person));
		}
	}

	private void change(Person person) {
		int change = this.world.random.nextInt(7);
		this.world.named("change " + change + " of " + person.id);
		switch (change) {
			case 0 -> person.name = "p" + this.world.random.nextInt(4);
			case 1 -> person.team = this.world.find(Team.class);
			case 2 -> person.address = null;
			case 3 -> {
				Address address = (person.address != null) ? person.address : new Address();
				address.zip = "zip" + this.world.random.nextInt(3);
				person.address = address;
			}
			case 4 -> person.phones.add("" + this.world.random.nextInt(5));
			case 5 -> person.phones.remove("" + this.world.random.nextInt(5));
			default -> person.note = "note" + this.world.random.nextInt(3);
		}
	}

	private void changeUnwritten() {
		Person person = person();
		if (person == null) {
			return;
		}
		person.origin = "origin" + this.world.random.nextInt(3);
		if (this.world.random.nextBoolean()) {
			this.world.call(() -> this.world.persons.save(person));
		}
	}

	private void changeTeam() {
		Team team = this.world.find(Team.class);
		if (team != null) {
			team.name = "team" + this.world.random.nextInt(4);
		}
	}

	private void changeVehicle() {
		Vehicle vehicle = this.world.find(Vehicle.class);
		if (vehicle instanceof Car car && this.world.random.nextBoolean()) {
			car.doors = this.world.random.nextInt(5);
		}
		else if (vehicle != null) {
			vehicle.label = "v" + this.world.random.nextInt(4);
		}
	}

	private void saveUnchanged() {
		Person person = person();
		if (person != null) {
			this.world.call(() -> this.world.persons.save(person));
		}
	}

	private void forget() {
		if (this.world.random.nextBoolean()) {
			this.world.flush();
		}
		else {
			this.world.forgotten = true;
		}
		this.world.forget();
	}

	private void mergeDetached() {
		Person person = person();
		if (person == null) {
			return;
		}
		person.phones.size();
		person.tags.size();
		this.world.flush();
		this.em.detach(person);
		if (!this.world.oneIn(3)) {
			person.name = "d" + this.world.random.nextInt(4);
		}
		saveDetached(person);
	}

	private @Nullable Person saveDetached(Person person) {
		if (this.world.random.nextBoolean()) {
			return this.em.merge(person);
		}
		this.world.named("repository");
		this.world.pending = true;
		return this.world.persons.save(person);
	}

	/**
	 * As an application does that keeps what it was given: its lazy parts are not read.
	 */
	private void saveUnread() {
		Person person = person();
		if (person == null) {
			return;
		}
		Person kept = person;
		for (int i = this.world.random.nextInt(2); i >= 0; i--) {
			this.world.flush();
			this.em.clear();
			switch (this.world.random.nextInt(3)) {
				case 0 -> kept.name = "u" + this.world.random.nextInt(4);
				case 1 -> kept.note = "other";
				default -> this.world.named("unchanged");
			}
			kept = saveDetached(kept);
		}
	}

	/** As a form does: an instance of its own, which knows but some of the attributes. */
	private void saveForm() {
		Person person = person();
		if (person == null) {
			return;
		}
		this.world.flush();
		Person form = new Person();
		form.id = person.id;
		form.version = person.version;
		form.name = this.world.random.nextBoolean() ? person.name : "f" + this.world.random.nextInt(4);
		form.team = person.team;
		form.note = person.note;
		form.phones = this.world.random.nextBoolean() ? new HashSet<>(person.phones) : new HashSet<>();
		form.tags = new HashSet<>(person.tags);
		if (person.address != null) {
			form.address = new Address();
			form.address.city = person.address.city;
			form.address.zip = person.address.zip;
		}
		if (this.world.random.nextBoolean()) {
			this.em.clear();
		}
		saveDetached(form);
	}

	private void changeAndChangeBack() {
		Person person = this.world.find(Person.class);
		if (person == null) {
			return;
		}
		String name = person.name;
		person.name = "other";
		if (this.world.random.nextBoolean()) {
			this.world.flush();
		}
		else if (this.world.random.nextBoolean()) {
			this.world.call(() -> this.world.persons.save(person));
		}
		person.name = name;
	}

	private void saveSeveral() {
		List<Person> persons = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Person person = new Person();
			person.name = "p" + this.world.next();
			persons.add(person);
		}
		Person existing = person();
		if (existing != null) {
			existing.name = "p" + this.world.next();
			persons.add(existing);
		}
		this.world.call(() -> this.world.persons.saveAll(persons));
	}

	private void refresh() {
		Person person = this.world.find(Person.class);
		if (person != null && this.em.contains(person)) {
			this.world.flush();
			this.em.refresh(person);
		}
	}

	private void gadget() {
		Gadget gadget = this.world.find(Gadget.class);
		if (gadget == null || this.world.oneIn(3)) {
			this.world.insertAtOnce();
			Gadget created = new Gadget();
			created.name = "g" + this.world.next();
			created.point = this.world.random.nextBoolean() ? new Point(1, 2) : null;
			this.em.persist(created);
			return;
		}
		int change = this.world.random.nextInt(5);
		this.world.named("change " + change + " of " + gadget.id);
		switch (change) {
			case 0 -> gadget.name = "g" + this.world.random.nextInt(3);
			case 1 -> gadget.point = new Point(this.world.random.nextInt(3), 2);
			case 2 -> {
				if (gadget.point != null) {
					gadget.point.x++;
				}
			}
			case 3 -> this.em.remove(gadget);
			default -> this.world.named("only found");
		}
	}

}
