package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.CollectionChange;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.ChangesModel.Folder;
import io.github.signals.capture.persistence.ChangesModel.Folders;
import io.github.signals.capture.persistence.ChangesModel.Phone;
import io.github.signals.capture.persistence.ChangesModel.Profile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collections of values that are read, changed and replaced before and after a save.
 */
@SpringBootTest(classes = ChangesTestSupport.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:changes;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class ChangesCollectionTests extends ChangesTestSupport {

	@Autowired
	private Folders folders;

	private Long storedFolder() {
		Folder folder = new Folder();
		Objects.requireNonNull(folder.details.marks).add("red");
		inTransaction(() -> this.em.persist(folder));
		return Objects.requireNonNull(folder.id);
	}

	@Test // S2, S7
	void aCollectionThatIsChangedAfterTheSaveIsAnUpdateOfItsOwn() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			Profile profile = this.profiles.save(find(id));
			Objects.requireNonNull(profile.tags).remove("red");
		});
		assertThat(this.heard).containsExactly("before", "now updated []", "before", "now updated [tags]",
				"later updated [tags]");
		assertThat(this.changes.get(1).before("tags")).isEqualTo(Set.of("red", "blue"));
	}

	@Test // S7: nothing was read of it when the call began
	void aCollectionThatAReceiverReplacesUnreadIsAmongTheChangesOfTheCall() {
		isAmongTheChangesOfTheCall((profile) -> profile.tags = new HashSet<>(Set.of("green")));
	}

	@Test // S7
	void aCollectionThatAReceiverReadsAndChangesIsAmongTheChangesOfTheCall() {
		isAmongTheChangesOfTheCall((profile) -> Objects.requireNonNull(profile.tags).add("green"));
	}

	private void isAmongTheChangesOfTheCall(Consumer<Profile> change) {
		Long id = stored();
		this.signals.connect(ReceiverSpec.preSave(Profile.class).uid("change"),
				(saving) -> change.accept(saving.instance()));
		hear(Profile.class);
		inTransaction(() -> this.profiles.save(find(id)));
		assertThat(this.heard).containsExactly("before", "now updated [tags]", "later updated [tags]");
		assertThat(this.changes)
			.allSatisfy((changes) -> assertThat(changes.before("tags")).isEqualTo(Set.of("red", "blue")));
		this.heard.clear();
		inTransaction(() -> this.profiles.save(find(id)));
		assertThat(this.heard).containsExactly("before", "now updated []");
	}

	@Test // S2, S7
	void anElementThatIsChangedAfterTheSaveIsAnUpdateOfItsOwn() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			Profile profile = find(id);
			profile.phones.get(0).number = "8";
			this.profiles.save(profile);
			profile.phones.get(0).number = "9";
		});
		assertThat(this.heard).containsExactly("before", "now updated [phones]", "before", "now updated [phones]",
				"later updated [phones]");
		assertThat(this.changes.get(0).after("phones")).asInstanceOf(InstanceOfAssertFactories.list(Phone.class))
			.extracting((phone) -> phone.number)
			.containsExactlyInAnyOrder("8", "2");
	}

	@Test // S2, S7
	void theSecondSaveTellsWhatHasChangedSinceTheFirst() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			Profile profile = this.profiles.save(find(id));
			Objects.requireNonNull(profile.tags).add("green");
			this.profiles.save(profile);
			this.profiles.save(profile);
		});
		assertThat(this.heard).containsExactly("before", "now updated []", "before", "now updated [tags]", "before",
				"now updated []", "later updated [tags]");
	}

	@Test // S3
	void readingACollectionAfterASaveIsNoChange() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			Profile profile = find(id);
			profile.name = "b";
			this.profiles.save(profile);
			assertThat(profile.tags).hasSize(2);
		});
		assertThat(this.heard).containsExactly("before", "now updated [name]", "later updated [name]");
	}

	@Test // S7
	void aCollectionOfAnEmbeddedValueIsNamedByItsPath() {
		Long id = storedFolder();
		hear(Folder.class);
		Folder detached = this.folders.findById(id).orElseThrow();
		this.folders.save(detached);
		assertThat(this.heard).containsExactly("before", "now updated []");
		this.heard.clear();
		Folder form = new Folder();
		form.id = id;
		form.details.marks = new HashSet<>(Set.of("green"));
		this.folders.save(form);
		assertThat(this.heard).containsExactly("before", "now updated [details.marks]",
				"later updated [details.marks]");
		assertThat(this.changes).last()
			.satisfies((changes) -> assertThat(changes.before("details.marks")).isEqualTo(Set.of("red")));
		this.heard.clear();
		inTransaction(() -> {
			Folder folder = this.folders.save(Objects.requireNonNull(this.em.find(Folder.class, id)));
			Objects.requireNonNull(folder.details.marks).add("blue");
		});
		assertThat(this.heard).containsExactly("before", "now updated []", "before", "now updated [details.marks]",
				"later updated [details.marks]");
	}

	@Test // S7
	void elementsWithoutEqualsAreTheSameInALink() {
		Long id = stored();
		List<CollectionChange<?>> links = new ArrayList<>();
		this.signals.connect(ReceiverSpec.collectionChange(Profile.class).uid("links"), links::add);
		inTransaction(() -> find(id).phones = new ArrayList<>(List.of(Phone.of("2"), Phone.of("1"))));
		assertThat(links).isEmpty();
		inTransaction(() -> find(id).phones = new ArrayList<>(List.of(Phone.of("2"), Phone.of("3"))));
		assertThat(links).hasSize(1);
		assertThat(links.get(0).added()).hasSize(1);
		assertThat(links.get(0).removed()).hasSize(1);
	}

}
