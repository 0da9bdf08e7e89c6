package io.github.signals.collections;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.CollectionChange;
import io.github.signals.Signals;
import io.github.signals.collections.School.Code;
import io.github.signals.collections.School.Course;
import io.github.signals.collections.School.Heard;
import io.github.signals.collections.School.Lesson;
import io.github.signals.collections.School.Student;
import io.github.signals.collections.School.Subject;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has become of collections is recorded as the changes of rows are.
 */
abstract class DurableCollectionContract {

	@Autowired
	Heard heard;

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager manager;

	@Autowired
	DurableDelivery delivery;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Signals signals;

	Student anna = new Student("anna");

	Student bob = new Student("bob");

	Course art = new Course("art");

	Course maths = new Course("maths");

	@BeforeEach
	void store() {
		this.heard.clear();
		inTransaction(() -> this.signals
			.mute(() -> List.of(this.anna, this.bob, this.art, this.maths).forEach(this.entityManager::persist)));
	}

	@AfterEach
	void leaveNothing() {
		this.heard.clear();
		if (!this.delivery.isRunning()) {
			this.delivery.start();
		}
		this.signals.receivers().forEach((receiver) -> this.signals.durable().discardAll(receiver.uid()));
		awaitNothingLeft();
	}

	private void inTransaction(Runnable work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> work.run());
	}

	private void change(Student student, Consumer<Student> change) {
		inTransaction(() -> change.accept(this.entityManager.find(Student.class, student.id)));
	}

	private void muted(Student student, Consumer<Student> change) {
		this.signals.mute(() -> change(student, change));
	}

	private Course managed(Course course) {
		return this.entityManager.find(Course.class, course.id);
	}

	private int records() {
		Integer records = this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class);
		return (records != null) ? records : -1;
	}

	private void awaitNothingLeft() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> records() == 0);
	}

	private void awaitParked(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.signals.durable().parked() == count);
	}

	private void keepOnly(String uid) {
		this.jdbc.update("delete from signals_outbox where uid <> ?", uid);
	}

	@Test
	void linksAreHeardFromBothSidesWithEntitiesThatAreReadAnew() { // S21
		change(this.anna, (student) -> student.courses.addAll(List.of(managed(this.art), managed(this.maths))));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.courses +art +maths");
		assertThat(this.heard.of("inverse")).containsExactlyInAnyOrder("art.students +anna inverse",
				"maths.students +anna inverse");
		CollectionChange<?> change = this.heard.changes.stream()
			.filter((each) -> each.instance() instanceof Student)
			.findFirst()
			.orElseThrow();
		assertThat(change.sender()).isEqualTo(Student.class);
		assertThat(((Student) change.instance()).id).isEqualTo(this.anna.id);
		assertThat(change.opposite()).isEqualTo("students");
		assertThat(change.context().id().version()).isEqualTo(7);
		this.heard.clear();
		change(this.anna, (student) -> student.courses.clear());
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.courses -art -maths cleared");
	}

	@Test
	void valuesAreHeardAsTheyWere() { // S23
		muted(this.anna, (student) -> {
			student.notes.addAll(List.of("€ \"old\"", "kept"));
			student.plan.put(DayOfWeek.MONDAY, new Lesson("A", 45));
		});
		this.signals.withActor("Ann", () -> change(this.anna, (student) -> {
			student.notes.set(0, "new");
			student.plan.put(DayOfWeek.MONDAY, new Lesson("B", 90));
			student.plan.put(DayOfWeek.FRIDAY, new Lesson("C", 30));
			student.codes.addAll(List.of(new Code("1"), new Code("2")));
		}));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactlyInAnyOrder(
				"anna.notes +new -€ \"old\"", "anna.plan +FRIDAY=" + new Lesson("C", 30) + " +MONDAY="
						+ new Lesson("B", 90) + " -MONDAY=" + new Lesson("A", 45),
				"anna.codes +" + new Code("1") + " +" + new Code("2"));
		assertThat(this.heard.of("instance")).containsExactly("anna by Ann");
		assertThat(this.heard.of("shared")).containsExactly("anna.notes +new -€ \"old\"");
		assertThat(this.heard.of("conditional")).hasSize(2);
	}

	@Test
	void entriesHaveTheKeysThatTheMappingDeclares() { // S23
		change(this.anna, (student) -> student.favourites.put(Subject.SCIENCES, managed(this.maths)));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.favourites +SCIENCES=maths");
		this.heard.clear();
		change(this.anna, (student) -> student.favourites.put(Subject.SCIENCES, managed(this.art)));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.favourites +SCIENCES=art -SCIENCES=maths");
	}

	@Test
	void whatADetachedCopyHasChangedIsHeardOnce() { // S1
		Student copy = new TransactionTemplate(this.manager).execute((status) -> {
			Student student = this.entityManager.find(Student.class, this.anna.id);
			student.courses.size();
			student.notes.size();
			student.plan.size();
			student.codes.size();
			student.favourites.size();
			return student;
		});
		copy.notes.add("from a form");
		copy.courses.add(this.art);
		inTransaction(() -> this.entityManager.merge(copy));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactlyInAnyOrder("anna.notes +from a form", "anna.courses +art");
	}

	@Test
	void whatAConverterStoresIsWhatTheRecordHas() { // S23
		this.delivery.stop();
		change(this.anna, (student) -> student.codes.add(new Code("secret")));
		keepOnly("links");
		assertThat(OutboxPayload.read(this.jdbc)).contains("\"#secret\"").doesNotContain("\"secret\"");
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.codes +" + new Code("secret"));
	}

	@Test
	void onlyTheNetChangeOfATransactionThatCommitsIsRecorded() { // S11
		this.delivery.stop();
		change(this.anna, (student) -> {
			student.notes.add("a");
			this.entityManager.flush();
			student.notes.remove("a");
		});
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			this.entityManager.find(Student.class, this.anna.id).notes.add("never");
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		assertThat(records()).isZero();
		change(this.anna, (student) -> {
			student.notes.add("a");
			this.entityManager.flush();
			student.notes.add("b");
		});
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.notes +a +b");
	}

	@Test
	void anElementWhoseRowIsGoneHasItsIdentifier() { // S21
		muted(this.anna, (student) -> student.courses.add(managed(this.art)));
		this.delivery.stop();
		change(this.anna, (student) -> student.courses.clear());
		keepOnly("links");
		inTransaction(() -> this.signals.mute(() -> this.entityManager.remove(managed(this.art))));
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.courses -nameless cleared");
		assertThat(this.heard.changes.get(0).removed()).singleElement()
			.isInstanceOfSatisfying(Course.class, (course) -> assertThat(course.id).isEqualTo(this.art.id));
	}

	@Test
	void aDeletedOwnerIsAsItWasLastStored() { // S21
		muted(this.anna, (student) -> {
			student.courses.add(managed(this.art));
			student.notes.add("a");
		});
		inTransaction(() -> this.entityManager.remove(this.entityManager.find(Student.class, this.anna.id)));
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactlyInAnyOrder("anna.courses -art cleared deleted",
				"anna.notes -a cleared deleted");
		assertThat(this.heard.of("list")).hasSize(2);
		assertThat(this.heard.of("instance")).containsExactly("anna by null");
		assertThat(this.heard.changes).extracting(CollectionChange::instance)
			.filteredOn(Student.class::isInstance)
			.allSatisfy((student) -> assertThat(((Student) student).id).isEqualTo(this.anna.id));
		assertThat(this.heard.of("inverse")).containsExactly("art.students -nameless deleted inverse");
	}

	@Test
	void anOwnerWhoseRowIsGoneSinceIsLeftOutForWhoTakesTheInstance() { // S21
		this.delivery.stop();
		change(this.anna, (student) -> student.notes.add("a"));
		this.jdbc.update("delete from signals_outbox where uid not in ('links', 'instance')");
		inTransaction(() -> this.signals
			.mute(() -> this.entityManager.remove(this.entityManager.find(Student.class, this.anna.id))));
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.of("instance")).isEmpty();
		assertThat(this.heard.of("links")).containsExactly("nameless.notes +a");
	}

	@Test
	void aListHasTheChangesInTheirOrder() { // S24
		this.delivery.stop();
		IntStream.range(0, 6)
			.forEach((number) -> change((number % 2 == 0) ? this.anna : this.bob,
					(student) -> student.notes.add("n" + number)));
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.sizes).containsExactly(6);
		assertThat(this.heard.of("list")).containsExactly("anna.notes +n0", "bob.notes +n1", "anna.notes +n2",
				"bob.notes +n3", "anna.notes +n4", "bob.notes +n5");
		assertThat(this.heard.of("shared")).hasSize(6);
	}

	@Test
	void aParkedOneHoldsBackThoseOfItsEntityAlone() { // S22
		this.heard.act = (change) -> {
			if (change.added().contains("bad")) {
				throw new IllegalStateException("no");
			}
		};
		this.delivery.stop();
		change(this.anna, (student) -> student.notes.add("bad"));
		change(this.anna, (student) -> student.codes.add(new Code("later")));
		change(this.bob, (student) -> student.notes.add("good"));
		keepOnly("links");
		this.jdbc.update("update signals_outbox set partition_number = 3");
		assertThat(this.jdbc.queryForList("select distinct entity_key from signals_outbox", String.class)).hasSize(2);
		assertThat(this.jdbc.queryForList("select distinct operation from signals_outbox", String.class))
			.containsExactly("COLLECTION");
		this.delivery.start();
		awaitParked(1);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.heard.of("links").size() == 3);
		assertThat(this.heard.of("links")).containsOnly("anna.notes +bad", "bob.notes +good");
		this.heard.clear();
		this.signals.durable().replayAll("links");
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.notes +bad", "anna.codes +" + new Code("later"));
	}

	@Test
	void ofAnEarlierVersionHasTheNameThatTheCollectionHasNow() { // S23
		this.delivery.stop();
		change(this.anna, (student) -> student.notes.add("a"));
		keepOnly("links");
		String payload = OutboxPayload.read(this.jdbc);
		assertThat(payload).contains("\"attribute\":\"notes\"");
		OutboxPayload.write(this.jdbc, payload.replace("\"attribute\":\"notes\"", "\"attribute\":\"remarks\""));
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.of("links")).containsExactly("anna.notes +a");
	}

	@Test
	void thatSomebodyHasTamperedWithIsParkedAndCreatesNothing() { // S23
		Map<String, String> tampered = Map.of("Course\"", "Lesson\"", "\"attribute\":\"courses\",", "", "\"list\"",
				"\"array:java.lang.Runtime\"");
		tampered.forEach((part, other) -> {
			this.delivery.stop();
			change(this.anna, (student) -> student.courses.add(managed(this.art)));
			keepOnly("links");
			String payload = OutboxPayload.read(this.jdbc);
			assertThat(payload).contains(part);
			OutboxPayload.write(this.jdbc, payload.replace(part, other));
			this.delivery.start();
			awaitParked(1);
			assertThat(this.signals.durable().parked(0, 1).get(0).error()).contains("UnreadableValueException");
			this.signals.durable().discardAll("links");
		});
		assertThat(this.heard.of("links")).isEmpty();
	}

}
