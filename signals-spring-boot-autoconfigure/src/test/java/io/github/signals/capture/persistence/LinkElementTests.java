package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.LinkModel.Award;
import io.github.signals.capture.persistence.LinkModel.Book;
import io.github.signals.capture.persistence.LinkModel.Course;
import io.github.signals.capture.persistence.LinkModel.Profile;
import io.github.signals.capture.persistence.LinkModel.Student;
import io.github.signals.capture.persistence.LinkModel.Team;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of collections of values, and of those with a join table.
 */
class LinkElementTests extends LinkTestSupport {

	private final Team team = Team.of("team");

	@BeforeEach
	void storeIt() {
		store(this.team);
		hear();
	}

	@Test // P29
	void theValuesOfASetAreTold() {
		change(this.team, (team) -> team.tags.addAll(Set.of("red", "blue")));
		change(this.team, (team) -> team.tags.add("red"));
		change(this.team, (team) -> {
			team.tags.remove("red");
			team.tags.add("green");
		});
		change(this.team, (team) -> team.tags.clear());
		assertThat(story()).containsExactly("team.tags +blue +red", "team.tags +green -red",
				"team.tags -blue -green cleared");
		assertThat(this.heard).allSatisfy((change) -> assertThat(change.opposite()).isNull());
	}

	@Test // P29
	void eachOfEqualValuesOfAListCounts() {
		change(this.team, (team) -> team.notes.addAll(List.of("a", "b", "a")));
		change(this.team, (team) -> team.notes.remove("a"));
		change(this.team, (team) -> team.notes.addAll(List.of("b", "b")));
		assertThat(story()).containsExactly("team.notes +a +a +b", "team.notes -a", "team.notes +b +b");
	}

	@Test // P29
	void aListThatIsOnlySortedHasTheSameElements() {
		change(this.team, (team) -> team.notes.addAll(List.of("a", "b")));
		forget();
		change(this.team, (team) -> team.notes.sort((one, other) -> other.compareTo(one)));
		assertThat(story()).isEmpty();
	}

	@Test // P29
	void theEntriesOfAMapAreTold() {
		change(this.team, (team) -> team.scores.putAll(Map.of("home", 1, "away", 2)));
		change(this.team, (team) -> team.scores.put("home", 3));
		change(this.team, (team) -> team.scores.remove("away"));
		assertThat(story()).containsExactly("team.scores +away=2 +home=1", "team.scores +home=3 -home=1",
				"team.scores -away=2");
	}

	@Test // P29
	void embeddedValuesAreTold() {
		Award first = new Award("cup", 1);
		Award second = new Award("cup", 2);
		change(this.team, (team) -> team.awards.addAll(List.of(first, second)));
		change(this.team, (team) -> team.awards.remove(first));
		assertThat(this.heard.get(0).added()).isEqualTo(List.of(first, second));
		assertThat(this.heard.get(1).removed()).isEqualTo(List.of(first));
		assertThat(this.heard).hasSize(2);
	}

	@Test // S7, P29
	void replacedValuesThatWereNotReadAreToldByTheirDifferences() {
		change(this.team, (team) -> team.notes.addAll(List.of("a", "b")));
		forget();
		List<Changes> changes = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Team.class), (saved) -> changes.add(saved.changes()));
		change(this.team, (team) -> team.notes = new ArrayList<>(List.of("b", "c")));
		assertThat(story()).containsExactly("team.notes +c -a");
		assertThat(changes).singleElement()
			.satisfies((change) -> assertThat(change.before("notes")).isEqualTo(List.of("a", "b")));
	}

	@Test // P29
	void aReplacementByTheSameValuesTellsNothing() {
		change(this.team, (team) -> team.notes.addAll(List.of("a", "b")));
		forget();
		change(this.team, (team) -> team.notes = new ArrayList<>(List.of("a", "b")));
		assertThat(story()).isEmpty();
	}

	@Test // P29
	void theElementsToldAreCopies() {
		change(this.team, (team) -> {
			team.notes.add("a");
			this.em.flush();
			team.notes.add("b");
		});
		assertThat(story()).containsExactly("team.notes +a", "team.notes +b");
	}

	@Test // S1, P29
	void theValuesOfAnOwnerWithoutAVersionAreAChangeOfIt() {
		Student anna = Student.of("anna");
		store(anna);
		List<Changes> changes = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Student.class), (saved) -> changes.add(saved.changes()));
		change(anna, (student) -> student.nicknames.add("nan"));
		assertThat(story()).containsExactly("anna.nicknames +nan");
		assertThat(changes).singleElement()
			.satisfies((change) -> assertThat(change.attributes()).containsExactly("nicknames"));
	}

	@Test // P29
	void theValuesInAnEmbeddedValueAreToldByTheirPath() {
		change(this.team, (team) -> profile(team).colors.addAll(Set.of("red", "blue")));
		change(this.team, (team) -> profile(team).colors = new HashSet<>(Set.of("red", "green")));
		change(this.team, (team) -> {
			team.profile = new Profile();
			team.profile.motto = "new";
			team.profile.colors.add("green");
		});
		assertThat(story()).containsExactly("team.profile.colors +blue +red", "team.profile.colors +green -blue",
				"team.profile.colors -red");
		forget();
		change(this.team, (team) -> team.profile = null);
		assertThat(story()).containsExactly("team.profile.colors -green cleared");
	}

	private static Profile profile(Team team) {
		return Objects.requireNonNull(team.profile);
	}

	@Test // P29
	void aMergeTellsTheDifferences() {
		change(this.team, (team) -> team.tags.addAll(Set.of("red", "blue")));
		forget();
		Team detached = Team.of("team");
		detached.id = this.team.id;
		detached.version = this.team.version + 1;
		detached.tags.addAll(Set.of("red", "green"));
		inTransaction(() -> this.em.merge(detached));
		assertThat(story()).containsExactly("team.tags +green -blue");
	}

	@Test // P29
	void aJoinTableOfAOneToManyIsTold() {
		Course course = Course.of("art");
		store(course);
		Book novel = Book.of("novel");
		change(course, (art) -> art.readings.addAll(List.of(novel, Book.of("atlas"))));
		change(course, (art) -> art.readings.remove(managed(novel)));
		assertThat(story()).containsExactly("art.readings +atlas +novel", "art.readings -novel");
		assertThat(this.heard).allSatisfy((change) -> assertThat(change.opposite()).isNull());
	}

}
