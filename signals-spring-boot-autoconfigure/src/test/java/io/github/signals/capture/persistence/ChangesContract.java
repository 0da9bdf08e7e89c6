package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.ChangesModel.Currency;
import io.github.signals.capture.persistence.ChangesModel.Letterhead;
import io.github.signals.capture.persistence.ChangesModel.Origin;
import io.github.signals.capture.persistence.ChangesModel.Phone;
import io.github.signals.capture.persistence.ChangesModel.Profile;
import io.github.signals.capture.persistence.ChangesModel.Settings;
import io.github.signals.capture.persistence.ChangesModel.Slip;
import io.github.signals.capture.persistence.ChangesModel.Spot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written, and nothing else, is in the changes, for every way of saving.
 */
abstract class ChangesContract extends ChangesTestSupport {

	private Map<String, Object> row(Long id) {
		return this.jdbc.sql("select * from profile where id = " + id).query().singleRow();
	}

	/** Save, and compare what is heard with the columns that differ. */
	private Set<String> columns(Long id, Runnable save) {
		Map<String, Object> before = row(id);
		save.run();
		Map<String, Object> after = row(id);
		Set<String> columns = new TreeSet<>();
		after.forEach((column, value) -> {
			if (!Objects.deepEquals(before.get(column), value)) {
				columns.add(column.toLowerCase(Locale.ROOT));
			}
		});
		return columns;
	}

	private List<Consumer<Profile>> waysOfSaving() {
		return List.of(this.profiles::save, this.profiles::saveAndFlush,
				(profile) -> this.profiles.saveAll(List.of(profile)));
	}

	@Test // S7, P60
	void aDetachedInstanceThatIsSavedUnchangedHasNoChanges() {
		Long id = stored();
		hear(Profile.class);
		for (Consumer<Profile> save : waysOfSaving()) {
			assertThat(columns(id, () -> save.accept(detached(id)))).isEmpty();
			assertThat(columns(id, () -> save.accept(complete(id)))).isEmpty();
			assertThat(this.heard).containsExactly("before", "now updated []", "before", "now updated []");
			this.heard.clear();
		}
		inTransaction(() -> this.em.merge(detached(id)));
		inTransaction(() -> this.em.merge(complete(id)));
		assertThat(this.heard).isEmpty();
	}

	@Test // S7, P60
	void whatASaveReturnedIsSavedWithoutChanges() {
		Long id = stored();
		Profile returned = this.profiles.save(complete(id));
		hear(Profile.class);
		this.profiles.save(this.profiles.save(returned));
		assertThat(this.heard).containsExactly("before", "now updated []", "before", "now updated []");
	}

	@Test // S7, P60
	void aFormThatDoesNotKnowWhatIsNotUpdatableChangesWhatIsWritten() {
		Long id = stored();
		hear(Profile.class);
		for (Consumer<Profile> save : waysOfSaving()) {
			Profile form = form(id);
			assertThat(columns(id, () -> save.accept(form))).containsExactly("name");
			assertThat(this.heard).containsExactly("before", "now updated [name]", "later updated [name]");
			this.heard.clear();
		}
		Profile form = form(id);
		assertThat(columns(id, () -> inTransaction(() -> this.em.merge(form)))).containsExactly("name");
		assertThat(this.heard).contains("now updated [name]", "later updated [name]").hasSize(3);
	}

	private Profile form(Long id) {
		Profile stored = complete(id);
		Profile form = Profile.of(stored.name + "b");
		form.id = id;
		form.tags = new HashSet<>(Set.of("blue", "red"));
		form.phones = new ArrayList<>(List.of(Phone.of("1"), Phone.of("2")));
		form.steps = new ArrayList<>(stored.steps);
		form.roles = new HashSet<>(stored.roles);
		form.origin = Origin.of("Bern", null);
		form.settings = new Settings("red");
		form.roleCode = "admin";
		return form;
	}

	@Test // S7
	void whatIsReallyChangedInADetachedInstanceIsHeardWithItsOldValue() {
		Long id = stored();
		hear(Profile.class);
		Profile detached = complete(id);
		detached.tags = new HashSet<>(Set.of("red"));
		detached.phones.get(1).number = "3";
		detached.settings = new Settings("green");
		detached.origin = Origin.of("Thun", "FR");
		assertThat(columns(id, () -> this.profiles.save(detached))).containsExactly("place", "settings");
		assertThat(this.heard).containsExactly("before", "now updated [origin.place, phones, settings, tags]",
				"later updated [origin.place, phones, settings, tags]");
		assertThat(this.changes)
			.allSatisfy((changes) -> assertThat(changes.before("tags")).isEqualTo(Set.of("red", "blue")))
			.allSatisfy((changes) -> assertThat(changes.after("tags")).isEqualTo(Set.of("red")));
	}

	@Test // S7
	void theOrderOfAnOrderedListCountsAndThatOfABagDoesNot() {
		Long id = stored();
		hear(Profile.class);
		Profile detached = complete(id);
		detached.phones = new ArrayList<>(List.of(Phone.of("2"), Phone.of("1")));
		this.profiles.save(detached);
		assertThat(this.heard).containsExactly("before", "now updated []");
		this.heard.clear();
		Profile other = complete(id);
		other.steps = new ArrayList<>(List.of("two", "one"));
		this.profiles.save(other);
		assertThat(this.heard).containsExactly("before", "now updated [steps]", "later updated [steps]");
	}

	@Test // S7
	void aCollectionThatIsEmptiedByNullIsChanged() {
		Long id = stored();
		hear(Profile.class);
		Profile detached = complete(id);
		detached.tags = null;
		this.profiles.save(detached);
		assertThat(
				this.jdbc.sql("select count(*) from profile_tags where profile_id = " + id).query(Long.class).single())
			.isZero();
		assertThat(this.heard).containsExactly("before", "now updated [tags]", "later updated [tags]");
		assertThat(this.changes.get(0).before("tags")).isEqualTo(Set.of("red", "blue"));
	}

	@Test // S7
	void aReceiverOfOneCollectionIsCalledWhereItHasChanged() {
		Long id = stored();
		this.signals.connect(ReceiverSpec.postSave(Profile.class).changed("tags").uid("tags"),
				(saved) -> this.heard.add("tags " + saved.changes().after("tags")));
		this.profiles.save(detached(id));
		this.profiles.save(complete(id));
		assertThat(this.heard).isEmpty();
		Profile detached = complete(id);
		Objects.requireNonNull(detached.tags).add("green");
		Objects.requireNonNull(detached.tags).removeAll(List.of("red", "blue"));
		this.profiles.save(detached);
		assertThat(this.heard).containsExactly("tags [green]");
	}

	@Test // S7
	void aCollectionThatIsReplacedUnseenHasItsOldElements() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			Profile profile = find(id);
			profile.tags = new HashSet<>(Set.of("green"));
			this.profiles.save(profile);
		});
		assertThat(this.heard).containsExactly("before", "now updated [tags]", "later updated [tags]");
		assertThat(this.changes)
			.allSatisfy((changes) -> assertThat(changes.before("tags")).isEqualTo(Set.of("red", "blue")));
	}

	@Test // S3, S7
	void whatIsNotUpdatableIsNeitherHeardNorWrittenByDirtyChecking() {
		Long id = stored();
		hear(Profile.class);
		assertThat(columns(id, () -> inTransaction(() -> {
			Profile profile = find(id);
			profile.createdBy = "nobody";
			profile.createdAt = null;
			profile.length = 3;
			profile.role = null;
			profile.badge = null;
			Objects.requireNonNull(profile.origin).country = "FR";
		}))).isEmpty();
		assertThat(this.heard).isEmpty();
	}

	@Test // S3
	void aCollectionThatIsReplacedByItsCopyIsNoChange() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> find(id).roles = new HashSet<>(find(id).roles));
		inTransaction(() -> find(id).tags = new HashSet<>(Objects.requireNonNull(find(id).tags)));
		inTransaction(() -> find(id).phones = new ArrayList<>(find(id).phones));
		inTransaction(() -> find(id).tags = new HashSet<>(Set.of("red", "blue")));
		assertThat(this.heard).isEmpty();
	}

	@Test // S3
	void anEmptyCollectionInsteadOfNoneIsNoChange() {
		hear(Currency.class);
		inTransaction(() -> {
			Currency currency = Currency.of("X" + System.nanoTime(), "x");
			currency.countries = null;
			this.em.persist(currency);
			this.em.flush();
			currency.countries = new HashSet<>();
		});
		assertThat(this.heard).hasSize(3).element(1).asString().startsWith("now created");
	}

	@Test // S2, S4
	void aMergeOfANewEntityWithoutCollectionsIsACreation() {
		hear(Currency.class);
		Currency currency = Currency.of("N" + System.nanoTime(), "new");
		currency.countries = null;
		inTransaction(() -> this.em.merge(currency));
		assertThat(this.heard).filteredOn((line) -> line.startsWith("now")).hasSize(1);
		assertThat(this.heard).anyMatch((line) -> line.startsWith("now created"));
		this.heard.clear();
		Currency other = Currency.of("M" + System.nanoTime(), "other");
		other.countries = null;
		this.currencies.save(other);
		assertThat(this.heard).hasSize(3).element(1).asString().startsWith("now created");
	}

	@Test // S2, S4, P5
	void aMergeThatInsertsAtOnceIsHeardOnceWithoutCollections() {
		hear(Slip.class);
		inTransaction(() -> this.em.merge(Slip.of("a", null)));
		assertThat(this.heard).hasSize(3).element(1).asString().startsWith("now created");
		this.heard.clear();
		inTransaction(() -> this.em.persist(Slip.of("b", null)));
		assertThat(this.heard).hasSize(3).element(1).asString().startsWith("now created");
		this.heard.clear();
		inTransaction(() -> this.em.merge(Slip.of("c", Set.of("red"))));
		assertThat(this.heard).last().asString().isEqualTo("later created [tags, text]");
	}

	@Test // S7
	void aCreationHasWhatIsInserted() {
		hear(Spot.class);
		Spot spot = new Spot();
		spot.shelf = "s" + System.nanoTime();
		inTransaction(() -> this.em.persist(spot));
		assertThat(this.heard).containsExactly("before", "now created [label]", "later created [label]");
		this.heard.clear();
		disconnect();
		hear(Profile.class);
		this.profiles.save(Profile.of("new"));
		assertThat(this.heard).hasSize(3)
			.allSatisfy((line) -> assertThat(line).doesNotContain("length", "badge", "role,", "role]"))
			.element(1)
			.asString()
			.doesNotContain("serial");
	}

	@Test // S7, P30
	void aStatelessSessionTellsWhatItChanges() {
		String code = "L" + System.nanoTime();
		Letterhead stored = Letterhead.of(code, Origin.of("Bern", "CH"));
		stored.createdBy = "somebody";
		inTransaction(() -> this.em.persist(stored));
		hear(Letterhead.class);
		List<BiConsumer<StatelessSession, Letterhead>> ways = List.of(StatelessSession::update,
				StatelessSession::upsert);
		for (var way : ways) {
			inStatelessSession((session) -> way.accept(session, session.get(Letterhead.class, code)));
			assertThat(this.heard).containsExactly("before", "now updated []");
			this.heard.clear();
			Letterhead changed = Letterhead.of(code, Origin.of("Thun" + this.changes.size(), "FR"));
			inStatelessSession((session) -> way.accept(session, changed));
			assertThat(this.heard).containsExactly("before", "now updated [origin.place]",
					"later updated [origin.place]");
			assertThat(this.jdbc.sql("select country || ' ' || created_by from letterhead where code = '" + code + "'")
				.query(String.class)
				.single()).isEqualTo("CH somebody");
			this.heard.clear();
		}
		assertThat(this.changes.get(1).before("origin.place")).isEqualTo("Bern");
	}

	@Test // S4, P30
	void aStatelessUpsertWithoutARowIsACreation() {
		hear(Letterhead.class);
		inStatelessSession(
				(session) -> session.upsert(Letterhead.of("U" + System.nanoTime(), Origin.of("Bern", "CH"))));
		assertThat(this.heard).hasSize(3).element(1).asString().startsWith("now created");
	}

	@Test // S10
	void aDeleteAndACreationOfTheSameRowIsTheDifference() {
		String code = "D" + System.nanoTime();
		inTransaction(() -> this.em.persist(Currency.of(code, "a")));
		hear(Currency.class);
		inTransaction(() -> {
			this.em.remove(this.em.find(Currency.class, code));
			this.em.flush();
			this.em.persist(Currency.of(code, "a"));
		});
		assertThat(this.heard).filteredOn((line) -> line.startsWith("later")).isEmpty();
		inTransaction(() -> {
			this.em.remove(this.em.find(Currency.class, code));
			this.em.flush();
			this.em.persist(Currency.of(code, "b"));
		});
		assertThat(this.heard).filteredOn((line) -> line.startsWith("later")).containsExactly("later updated [name]");
	}

	@Test // S10
	void whatCameBackIsNothingAsHibernateComparesIt() {
		Long id = stored();
		hear(Profile.class);
		inTransaction(() -> {
			find(id).settings = new Settings("green");
			find(id).phones.get(0).number = "9";
			this.em.flush();
			find(id).settings = new Settings("red");
			find(id).phones.get(0).number = "1";
		});
		assertThat(this.heard).filteredOn((line) -> line.startsWith("now"))
			.containsExactly("now updated [phones, settings]", "now updated [phones, settings]");
		assertThat(this.heard).noneMatch((line) -> line.startsWith("later"));
	}

}
