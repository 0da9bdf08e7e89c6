package io.github.signals.capture.repository;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.Changes;
import io.github.signals.EntitySignal;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.repository.JpaModel.Address;
import io.github.signals.capture.repository.JpaModel.Animal;
import io.github.signals.capture.repository.JpaModel.Cat;
import io.github.signals.capture.repository.JpaModel.Customer;
import io.github.signals.capture.repository.JpaModel.Dog;
import io.github.signals.capture.repository.JpaModel.Stamped;
import io.github.signals.capture.repository.JpaModel.Tagged;
import io.github.signals.capture.repository.JpaModel.Truck;
import io.github.signals.capture.repository.JpaModel.Vehicle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Senders and changes as JPA maps them.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.H2)
class JpaTypesCaptureTests extends JpaTestSupport {

	@Autowired
	JpaRepositories.Animals animals;

	@Autowired
	JpaRepositories.Vehicles vehicles;

	@Autowired
	JpaRepositories.Trucks trucks;

	private Changes changed(Long id, Consumer<Customer> change) {
		Customer customer = loaded(id);
		change.accept(customer);
		this.customers.save(customer);
		return this.recorder.lastSaved().changes();
	}

	@Test // S9, P52; Behaviours 148, 149
	void receiversOfSupertypesHearSubtypes() {
		Recorder tagged = new Recorder(this.signals).hear(Tagged.class);
		Recorder stamped = new Recorder(this.signals).hear(Stamped.class);
		Recorder animal = new Recorder(this.signals).hear(Animal.class);
		this.recorder.hear(Dog.class);
		Dog dog = this.animals.save(Dog.of("Rex"));
		Cat cat = this.animals.save(Cat.of("Tom"));
		this.animals.deleteAll(List.of(dog, cat));
		String[] once = { "PreSave", "created", "PreDelete", "PostDelete" };
		assertThat(this.recorder.kinds()).containsExactly(once);
		assertThat(tagged.kinds()).containsExactly(once);
		assertThat(animal.all()).hasSize(8);
		assertThat(animal.all()).extracting(EntitySignal::sender)
			.containsExactly(Dog.class, Dog.class, Cat.class, Cat.class, Dog.class, Cat.class, Dog.class, Cat.class);
		assertThat(stamped.all()).hasSize(8);
		List.of(tagged, stamped, animal).forEach(Recorder::close);
	}

	@Test // S9, P52
	void aSubtypeInOneTableIsItsOwnSender() {
		this.recorder.hear(Truck.class);
		Truck truck = this.trucks.save(new Truck());
		Vehicle vehicle = this.vehicles.save(new Vehicle());
		truck.tons = 7;
		this.vehicles.save(truck);
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("tons");
		this.vehicles.deleteAllById(List.of(Objects.requireNonNull(truck.id), Objects.requireNonNull(vehicle.id)));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated", "PreDelete",
				"PostDelete");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.sender() == Truck.class);
	}

	@Test // P51; Behaviours 28, 112
	void theSenderOfAReferenceIsTheClassOfTheEntityBehindIt() {
		Long id = Objects.requireNonNull(this.animals.save(Dog.of("Rex")).id);
		this.recorder.hear(Dog.class);
		inTransaction(() -> {
			Animal reference = this.animals.getReferenceById(id);
			assertThat(reference).isNotInstanceOf(Dog.class);
			this.animals.save(reference);
			this.animals.delete(reference);
		});
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "updated", "PreDelete", "PostDelete");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.sender() == Dog.class)
			.allMatch((signal) -> signal.instance().getClass() == Dog.class);
	}

	@Test // P51
	void aDetachedReferenceIsSavedAsWithoutReceivers() {
		Long id = Objects.requireNonNull(this.animals.save(Dog.of("Rex")).id);
		Animal reference = Objects
			.requireNonNull(this.transaction.execute((status) -> this.animals.getReferenceById(id)));
		this.recorder.hear(Dog.class);
		this.animals.save(reference);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "updated");
	}

	@Test // S5, P51
	void whatAReceiverSetsOnTheEntityBehindAReferenceIsStored() {
		Long id = store(Customer.of("old"));
		this.recorder.on(ReceiverSpec.preSave(Customer.class), (signal) -> signal.instance().name = "set");
		inTransaction(() -> this.customers.save(this.customers.getReferenceById(id)));
		assertThat(loaded(id).name).isEqualTo("set");
	}

	@Test // S7
	void anEmbeddedValueIsNamedByItsPath() {
		Customer customer = Customer.of("a");
		customer.address = new Address("Bern", "Marktgasse");
		Long id = store(customer);
		this.recorder.hear(Customer.class);
		Changes changes = changed(id, (detached) -> detached.address = new Address("Bern", "Kramgasse"));
		assertThat(changes.attributes()).containsExactly("address.street");
		assertThat(changes.before("address.street")).isEqualTo("Marktgasse");
		assertThat(changes.contains("address")).isTrue();
		changes = changed(id, (detached) -> detached.address = null);
		assertThat(changes.attributes()).containsExactlyInAnyOrder("address.city", "address.street");
		assertThat(changes.before("address.city")).isEqualTo("Bern");
		assertThat(changes.after("address.city")).isNull();
	}

	@Test // S7
	void anAssociationIsComparedByIdentifierAndNotLoaded() {
		Long first = store(Customer.of("first"));
		Long second = store(Customer.of("second"));
		Customer customer = Customer.of("referred");
		customer.referrer = loaded(first);
		Long id = store(customer);
		this.recorder.hear(Customer.class);
		inTransaction(() -> {
			Customer managed = this.customers.findById(id).orElseThrow();
			Customer before = Objects.requireNonNull(managed.referrer);
			managed.referrer = this.customers.getReferenceById(second);
			this.customers.save(managed);
			assertThat(Hibernate.isInitialized(before)).isFalse();
			assertThat(Hibernate.isInitialized(managed.referrer)).isFalse();
			assertThat(Hibernate.isInitialized(managed.notes)).isFalse();
		});
		Changes changes = this.recorder.lastSaved().changes();
		assertThat(changes.attributes()).containsExactly("referrer");
		assertThat(changes.before("referrer")).isEqualTo(first);
		assertThat(changes.after("referrer")).isEqualTo(second);
	}

	@Test // S7
	void valuesThatCanBeChangedAreCopied() {
		Customer customer = Customer.of("a");
		customer.photo = new byte[] { 1 };
		Long id = store(customer);
		this.recorder.hear(Customer.class);
		inTransaction(() -> {
			Customer managed = this.customers.findById(id).orElseThrow();
			managed.since.setTime(1000);
			managed.photo[0] = 2;
			this.customers.save(managed);
			managed.since.setTime(2000);
			managed.photo[0] = 3;
		});
		// What was changed after the save is an update of its own.
		assertThat(this.recorder.saved()).hasSize(2);
		Changes later = this.recorder.lastSaved().changes();
		assertThat(((Date) Objects.requireNonNull(later.before("since"))).getTime()).isEqualTo(1000);
		assertThat(later.after("photo")).isEqualTo(new byte[] { 3 });
		Changes changes = this.recorder.saved().get(0).changes();
		assertThat(changes.attributes()).containsExactlyInAnyOrder("since", "photo");
		assertThat(((Date) Objects.requireNonNull(changes.before("since"))).getTime()).isZero();
		assertThat(((Date) Objects.requireNonNull(changes.after("since"))).getTime()).isEqualTo(1000);
		assertThat(changes.before("photo")).isEqualTo(new byte[] { 1 });
		assertThat(changes.after("photo")).isEqualTo(new byte[] { 2 });
	}

	@Test // S7
	void anotherScaleOfTheSameNumberIsNoChange() {
		Long id = store(Customer.of("a"));
		this.recorder.hear(Customer.class);
		assertThat(changed(id, (customer) -> customer.credit = new BigDecimal("0.000")).isEmpty()).isTrue();
		assertThat(changed(id, (customer) -> customer.credit = new BigDecimal("0.01")).attributes())
			.containsExactly("credit");
	}

}
