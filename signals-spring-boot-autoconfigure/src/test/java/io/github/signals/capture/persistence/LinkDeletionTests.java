package io.github.signals.capture.persistence;

import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.capture.persistence.LinkModel.Book;
import io.github.signals.capture.persistence.LinkModel.Course;
import io.github.signals.capture.persistence.LinkModel.Student;
import io.github.signals.capture.persistence.LinkModel.Team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told of links when one of their ends is deleted.
 */
class LinkDeletionTests extends LinkTestSupport {

	private final Student anna = Student.of("anna");

	private final Course art = Course.of("art");

	private final Course maths = Course.of("maths");

	@BeforeEach
	void storeAndLinkThem() {
		store(this.anna);
		store(this.art, this.maths);
		change(this.anna, (student) -> student.courses.addAll(Set.of(managed(this.art), managed(this.maths))));
		hear();
	}

	@Test // P29
	void theLinksOfADeletedOwnerAreTold() {
		change(this.anna, (student) -> {
			student.courses.size();
			this.em.remove(student);
		});
		assertThat(story()).containsExactlyInAnyOrder("anna.courses -art -maths cleared deleted",
				"art.students -anna deleted inverse", "maths.students -anna deleted inverse");
	}

	@Test // P25, P29
	void theLinksOfADeletedOwnerAreToldThoughNobodyHasReadThem() {
		change(this.anna, this.em::remove);
		assertThat(story()).containsExactlyInAnyOrder("anna.courses -art -maths cleared deleted",
				"art.students -anna deleted inverse", "maths.students -anna deleted inverse");
	}

	@Test // P25, P29
	void theLinksOfADeletedReferenceAreTold() {
		inTransaction(() -> this.em.remove(this.em.getReference(Student.class, this.anna.id)));
		assertThat(story()).contains("anna.courses -art -maths cleared deleted");
	}

	@Test // P29
	void theValuesOfADeletedOwnerAreTold() {
		Team team = Team.of("team");
		team.tags.add("red");
		store(team);
		change(team, this.em::remove);
		assertThat(story()).containsExactly("team.tags -red cleared deleted");
	}

	@Test // P29
	void theLinksOfAnOwnerThatACascadeDeletesAreTold() {
		Course course = Course.of("music");
		course.readings.add(Book.of("novel"));
		store(course);
		change(course, this.em::remove);
		assertThat(story()).containsExactly("music.readings -novel cleared deleted");
	}

	@Test // Behaviours 156
	void theDeletionOfATargetTellsNoLinks() {
		Team team = Team.of("team");
		Student bert = Student.of("bert");
		store(bert, team);
		change(team, (owner) -> owner.members.add(managed(bert)));
		forget();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> change(bert, this.em::remove));
		assertThat(story()).isEmpty();
		inTransaction(() -> {
			managed(team).members.remove(managed(bert));
			this.em.remove(managed(bert));
		});
		assertThat(story()).containsExactly("team.members -bert cleared");
		forget();
		change(this.maths, (course) -> {
			managed(this.anna).courses.remove(course);
			this.em.flush();
			forget();
			this.em.remove(course);
		});
		assertThat(story()).isEmpty();
	}

	@Test // P29
	void anOwnerThatIsCreatedAndDeletedAtOnceTellsNothing() {
		Student carl = Student.of("carl");
		inTransaction(() -> {
			carl.courses.add(managed(this.art));
			this.em.persist(carl);
			this.em.remove(carl);
		});
		assertThat(story()).isEmpty();
	}

}
