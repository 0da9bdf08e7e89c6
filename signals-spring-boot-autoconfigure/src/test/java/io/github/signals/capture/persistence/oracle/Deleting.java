package io.github.signals.capture.persistence.oracle;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * Deletes.
 */
final class Deleting implements Steps {

	private final World world;

	private final EntityManager em;

	Deleting(World world) {
		this.world = world;
		this.em = world.em;
	}

	@Override
	public void addTo(StepList list) {
		list.outermost("delete person", 1, this::deletePerson);
		list.outermost("delete purchase", 1, this::deletePurchase);
		list.outermost("delete vehicle", 1, this::deleteVehicle);
		list.outermost("delete tag", 1, this::deleteTag);
		list.outermost("delete by name", 1, this::deleteByName);
		list.outermost("create and delete", 1, this::createAndDelete);
		list.of(Kind.OWNER_REMOVAL, "remove an owner and query", 2, this::removeOwnerAndQuery);
	}

	private @Nullable Person person() {
		return this.world.random.nextBoolean() ? this.world.find(Person.class) : this.world.any(Person.class);
	}

	private void deletePerson() {
		Person person = person();
		if (person == null) {
			return;
		}
		this.world.overtaking(person);
		switch (this.world.random.nextInt(4)) {
			case 0 -> this.em.remove(person);
			case 1 -> this.world.call(() -> this.world.persons.deleteById(person.id));
			case 2 -> this.world.call(() -> this.world.persons.deleteAll(List.of(person)));
			default -> this.world.call(() -> this.world.persons.delete(person));
		}
	}

	private void deletePurchase() {
		Purchase purchase = this.world.find(Purchase.class);
		if (purchase != null) {
			delete(purchase);
		}
	}

	private void delete(Purchase purchase) {
		this.world.overtaking(purchase);
		purchase.lines.forEach(this.world::overtaking);
		if (this.world.random.nextBoolean()) {
			this.em.remove(purchase);
		}
		else {
			this.world.call(() -> this.world.purchases.delete(purchase));
		}
	}

	private void deleteVehicle() {
		Vehicle vehicle = this.world.any(Vehicle.class);
		if (vehicle != null) {
			this.world.call(() -> this.world.vehicles.deleteById(vehicle.id));
		}
	}

	private void deleteTag() {
		Tag tag = this.world.find(Tag.class);
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

	private void deleteByName() {
		Person person = this.world.find(Person.class);
		if (person != null) {
			this.world.call(() -> this.world.persons.deleteByName(person.name));
		}
	}

	private void createAndDelete() {
		Person person = new Person();
		person.name = "gone" + this.world.next();
		if (this.world.random.nextBoolean()) {
			this.em.persist(person);
			if (this.world.random.nextBoolean()) {
				this.world.flush();
			}
			else {
				this.world.forgotten = true;
			}
			this.em.remove(person);
		}
		else {
			this.world.call(() -> this.world.persons.delete(this.world.persons.save(person)));
		}
	}

	/** The query reads a table of the removed one's collection. */
	private void removeOwnerAndQuery() {
		boolean link = this.world.random.nextBoolean();
		if (link) {
			Person person = this.world.find(Person.class);
			if (person != null) {
				this.world.overtaking(person);
				this.em.remove(person);
			}
		}
		else {
			deletePurchase();
		}
		Team team = this.world.find(Team.class);
		if (team != null) {
			team.name = "owner" + this.world.random.nextInt(3);
		}
		query(link);
	}

	private void query(boolean link) {
		int query = this.world.random.nextInt(3);
		this.world.named("query " + query + (link ? " of links" : " of lines"));
		switch (query) {
			case 0 ->
				this.em
					.createQuery(link ? "select count(t) from person p join p.tags t" : "select count(l) from line l",
							Long.class)
					.getSingleResult();
			case 1 -> this.em
				.createQuery(link ? "select p from person p left join fetch p.phones" : "from line l", Object.class)
				.getResultList();
			default -> this.world.persons.count();
		}
	}

}
