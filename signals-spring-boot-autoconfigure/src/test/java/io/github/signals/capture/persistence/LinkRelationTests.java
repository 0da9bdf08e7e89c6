package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.CollectionChange;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.LinkModel.Book;
import io.github.signals.capture.persistence.LinkModel.Course;
import io.github.signals.capture.persistence.LinkModel.Graduate;
import io.github.signals.capture.persistence.LinkModel.Student;
import io.github.signals.capture.persistence.LinkModel.Team;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of links between entities.
 */
class LinkRelationTests extends LinkTestSupport {

	private final Student anna = Student.of("anna");

	private final Student bert = Student.of("bert");

	private final Course art = Course.of("art");

	private final Course maths = Course.of("maths");

	@BeforeEach
	void storeThem() {
		store(this.anna, this.bert);
		store(this.art, this.maths);
		hear();
	}

	@Test // P29; Behaviours 65
	void bothSidesHearOfALinkTheOtherOneAsInverse() {
		change(this.anna, (student) -> student.courses.addAll(Set.of(managed(this.art), managed(this.maths))));
		assertThat(story()).containsExactlyInAnyOrder("anna.courses +art +maths", "art.students +anna inverse",
				"maths.students +anna inverse");
		CollectionChange<?> owner = this.heard.get(0);
		assertThat(owner.sender()).isEqualTo(Student.class);
		assertThat(owner.opposite()).isEqualTo("students");
		assertThat(this.heard.get(1).sender()).isEqualTo(Course.class);
		assertThat(this.heard.get(1).opposite()).isEqualTo("courses");
	}

	@Test // P29; Behaviours 65, 67, 68
	void aLinkIsToldTheSameWayWhicheverSideItWasMadeFrom() {
		inTransaction(() -> {
			managed(this.art).students.add(managed(this.anna));
			managed(this.anna).courses.add(managed(this.art));
		});
		assertThat(story()).containsExactly("anna.courses +art", "art.students +anna inverse");
		forget();
		inTransaction(() -> {
			managed(this.art).students.add(managed(this.bert));
			managed(this.bert).courses.add(managed(this.art));
			managed(this.anna).courses.add(managed(this.art));
		});
		assertThat(story()).containsExactly("bert.courses +art", "art.students +bert inverse");
	}

	@Test // P29
	void theInverseCollectionAloneHasNoRows() {
		change(this.art, (course) -> course.students.add(managed(this.anna)));
		assertThat(story()).isEmpty();
	}

	@Test // P29; Behaviours 64
	void addingAgainTellsNothing() {
		change(this.anna, (student) -> student.courses.add(managed(this.art)));
		forget();
		change(this.anna, (student) -> student.courses.add(managed(this.art)));
		assertThat(story()).isEmpty();
		change(this.anna, (student) -> student.courses.addAll(Set.of(managed(this.art), managed(this.maths))));
		assertThat(story()).containsExactly("anna.courses +maths", "maths.students +anna inverse");
	}

	@Test // Behaviours 64, 66
	void removingTellsOnlyOfThoseThatWereLinked() {
		change(this.anna, (student) -> student.courses.add(managed(this.art)));
		forget();
		change(this.anna, (student) -> student.courses.remove(managed(this.maths)));
		assertThat(story()).isEmpty();
		change(this.anna, (student) -> student.courses.removeAll(Set.of(managed(this.art), managed(this.maths))));
		assertThat(story()).containsExactly("anna.courses -art cleared", "art.students -anna inverse");
		forget();
		change(this.anna, (student) -> student.courses.remove(managed(this.art)));
		assertThat(story()).isEmpty();
	}

	@Test // Behaviours 67
	void twoRelationsOfTheSameTypesAreToldApart() {
		change(this.anna, (student) -> {
			student.courses.add(managed(this.art));
			student.favourites.add(managed(this.maths));
		});
		assertThat(story()).containsExactlyInAnyOrder("anna.courses +art", "art.students +anna inverse",
				"anna.favourites +maths");
		assertThat(this.heard).filteredOn((change) -> change.attribute().equals("favourites"))
			.singleElement()
			.satisfies((change) -> assertThat(change.opposite()).isNull());
	}

	@Test // Behaviours 69, 70, 71
	void clearingTellsWhatWasLinked() {
		change(this.anna, (student) -> {
			student.courses.addAll(Set.of(managed(this.art), managed(this.maths)));
			student.favourites.add(managed(this.art));
		});
		forget();
		change(this.anna, (student) -> {
			student.courses.clear();
			student.favourites.clear();
		});
		assertThat(story()).containsExactlyInAnyOrder("anna.courses -art -maths cleared", "art.students -anna inverse",
				"maths.students -anna inverse", "anna.favourites -art cleared");
	}

	@Test // Behaviours 72, 73
	void replacingACollectionTellsOnlyTheDifferences() {
		Course music = Course.of("music");
		store(music);
		change(this.anna, (student) -> student.courses.addAll(Set.of(managed(this.art), managed(this.maths))));
		forget();
		change(this.anna, (student) -> student.courses = new HashSet<>(Set.of(managed(this.maths), managed(music))));
		assertThat(story()).containsExactlyInAnyOrder("anna.courses +music -art", "art.students -anna inverse",
				"music.students +anna inverse");
		forget();
		change(this.anna, (student) -> {
			Set<Course> all = Set.copyOf(student.courses);
			student.courses.clear();
			student.courses.addAll(all);
		});
		assertThat(story()).isEmpty();
	}

	@Test // Behaviours 72
	void aTargetCreatedThroughTheRelationIsLinked() {
		change(this.art, (course) -> course.readings.add(Book.of("novel")));
		assertThat(story()).containsExactly("art.readings +novel");
		assertThat(this.heard.get(0).added()).singleElement()
			.satisfies((book) -> assertThat(((Book) book).id).isNotNull());
	}

	@Test // P29
	void linksOfANewOwnerAreTold() {
		Student carl = Student.of("carl");
		inTransaction(() -> {
			carl.courses.add(managed(this.art));
			this.em.persist(carl);
		});
		assertThat(story()).containsExactly("carl.courses +art", "art.students +carl inverse");
		assertThat(this.heard.get(0).instance()).isSameAs(carl);
	}

	@Test // P29
	void linksInTheTableOfTheTargetsAreUpdatesOfTheTargets() {
		List<String> saved = this.stories();
		change(this.art, (course) -> {
			Book book = Book.of("novel");
			book.course = course;
			course.books.add(book);
		});
		assertThat(story()).isEmpty();
		assertThat(saved).containsExactly("novel");
	}

	private List<String> stories() {
		List<String> saved = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Book.class),
				(PostSave<Book> signal) -> saved.add(signal.instance().name));
		return saved;
	}

	@Test // S9; Behaviours 74
	void theOwnerMayBeASubtype() {
		Graduate gina = Graduate.of("gina");
		store(gina);
		change(gina, (graduate) -> graduate.courses.add(managed(this.art)));
		assertThat(story()).containsExactly("gina.courses +art", "art.students +gina inverse");
		assertThat(this.heard.get(0).sender()).isEqualTo(Graduate.class);
		forget();
		change(gina, (graduate) -> graduate.courses = new HashSet<>(Set.of(managed(this.maths))));
		assertThat(story()).contains("gina.courses +maths -art");
	}

	@Test // Behaviours 75
	void aRelationToTheOwnTypeIsToldOnce() {
		inTransaction(() -> {
			managed(this.anna).friends.add(managed(this.bert));
			managed(this.bert).friends.add(managed(this.anna));
		});
		assertThat(story()).containsExactlyInAnyOrder("anna.friends +bert", "bert.friends +anna");
	}

	@Test // Behaviours 76, 77
	void bothEndsOfARelationToTheOwnTypeHearIt() {
		change(this.anna, (student) -> student.idols.add(managed(this.bert)));
		assertThat(story()).containsExactly("anna.idols +bert", "bert.fans +anna inverse");
	}

	@Test // P28, P29; Behaviours 35
	void onlyAnOwnerWithAVersionIsUpdatedByItsLinks() {
		List<String> saved = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(LinkModel.Named.class),
				(signal) -> saved.add(signal.instance() + " " + signal.changes().attributes()));
		Team team = Team.of("team");
		store(team);
		change(team, (owner) -> owner.members.add(managed(this.anna)));
		change(this.anna, (student) -> student.favourites.add(managed(this.art)));
		assertThat(saved).containsExactly("team [version]");
		assertThat(story()).containsExactly("team.members +anna", "anna.favourites +art");
	}

	@Test // P29; Behaviours 72, 73
	void theInverseSideHearsOfAReplacementThatWasNotRead() {
		change(this.anna, (student) -> student.courses.add(managed(this.art)));
		forget();
		inTransaction(() -> {
			managed(this.anna).courses = new HashSet<>(Set.of(managed(this.maths)));
			this.em.createQuery("select s from LinkModel$Student s join s.courses").getResultList();
			assertThat(story()).containsExactlyInAnyOrder("anna.courses +maths -art", "art.students -anna inverse",
					"maths.students +anna inverse");
		});
		assertThat(this.heard).hasSize(3);
	}

	@Test // S9; Behaviours 123
	void withoutReceiversNothingMoreIsRead() {
		for (Student student : List.of(this.anna, this.bert)) {
			change(student, (managed) -> managed.courses.add(managed(this.art)));
		}
		disconnect();
		long alone = statements(() -> change(this.anna, (student) -> student.courses = new HashSet<>()));
		hear();
		long heard = statements(() -> change(this.bert, (student) -> student.courses = new HashSet<>()));
		assertThat(heard).isEqualTo(alone + 1);
	}

	private long statements(Runnable work) {
		Statistics statistics = this.em.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();
		statistics.setStatisticsEnabled(true);
		statistics.clear();
		work.run();
		return statistics.getPrepareStatementCount();
	}

	@Test // S1
	void aQueryFlushesLinksAndTellsThem() {
		inTransaction(() -> {
			managed(this.anna).courses.add(managed(this.art));
			this.em.createQuery("select count(c) from LinkModel$Book c").getSingleResult();
			int before = this.heard.size();
			this.em.createQuery("select s from LinkModel$Student s join s.courses").getResultList();
			assertThat(before).isZero();
			assertThat(story()).containsExactly("anna.courses +art", "art.students +anna inverse");
		});
		assertThat(this.heard).hasSize(2);
	}

}
