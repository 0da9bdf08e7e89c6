package io.github.signals.capture.repository;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.ListCrudRepository;

import io.github.signals.Changes;
import io.github.signals.EntitySignal;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;

import static io.github.signals.ReceiverConditions.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a capture of repositories does, whatever the store.
 *
 * @param <T> the entity of the store, whose identifier the store generates
 */
abstract class RepositoryCaptureContract<T extends Item> {

	@Autowired
	Signals signals;

	@Autowired
	ListCrudRepository<T, Long> repository;

	Recorder recorder;

	/** Create an entity that is not stored yet. */
	abstract T item(String name);

	@BeforeEach
	void startEmpty() {
		this.repository.deleteAll();
		this.recorder = new Recorder(this.signals);
	}

	@AfterEach
	void disconnect() {
		this.recorder.close();
	}

	Class<?> type() {
		return item("").getClass();
	}

	T stored(String name) {
		return this.signals.mute(() -> this.repository.save(item(name)));
	}

	/** Return another object for the same row. */
	T detached(T stored, String name) {
		T copy = item(name);
		copy.setId(stored.getId());
		return copy;
	}

	static Long id(Item item) {
		return Objects.requireNonNull(item.getId());
	}

	@Test // S3, S4; Behaviours 23, 34, 121
	void savingANewEntitySignalsBeforeAndAfterIt() {
		this.recorder.hear(type());
		T item = item("a");
		T saved = this.repository.save(item);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created");
		assertThat(this.recorder.all()).extracting(EntitySignal::sender).containsOnly(type());
		assertThat(this.recorder.all().get(0).instance()).isSameAs(item);
		assertThat(this.recorder.all().get(1).instance()).isSameAs(saved);
		assertThat(id(saved)).isNotNull();
	}

	@Test // S4; Behaviours 24
	void savingAStoredEntityIsNoCreation() {
		T stored = stored("a");
		this.recorder.hear(type());
		T saved = this.repository.save(detached(stored, "b"));
		assertThat(this.recorder.story()).containsExactly("PreSave b", "updated b");
		assertThat(this.recorder.lastSaved().instance()).isSameAs(saved);
	}

	@Test // S3; Behaviours 157
	void savingAnUnchangedEntityIsSignalledWithoutChanges() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.repository.save(detached(stored, "a"));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "updated");
		assertThat(this.recorder.lastSaved().changes().isEmpty()).isTrue();
	}

	@Test // S7
	void anUpdateTellsOldAndNewValues() {
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.postSave(type()).changed("name"), this.recorder.all()::add);
		this.repository.save(detached(stored, "b"));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("name");
		assertThat(this.recorder.lastSaved().changes().before("name")).isEqualTo("a");
		assertThat(this.recorder.lastSaved().changes().after("name")).isEqualTo("b");
	}

	@Test // S7: a condition may also ask for what has not changed
	void aConditionAsksForOldAndPresentValues() {
		T stored = stored("a");
		String same = "was('name') == 'a' and is('name') == 'a' and !changed('name')";
		String changed = "was('name') == 'a' and is('name') == 'b' and changed('name') and changedTo('name', 'b')";
		this.recorder.on(ReceiverSpec.postSave(type()).on(On.UPDATED).condition(same), this.recorder.all()::add);
		this.repository.save(detached(stored, "a"));
		assertThat(this.recorder.story()).containsExactly("updated a");
		this.recorder.on(ReceiverSpec.postSave(type()).condition(changed), this.recorder.all()::add);
		this.repository.save(detached(stored, "b"));
		assertThat(this.recorder.story()).containsExactly("updated a", "updated b");
	}

	@Test // S7: from nothing to something
	void aConditionTellsACreationFromNothing() {
		this.recorder.on(
				ReceiverSpec.postSave(type())
					.condition("was('name') == null and is('name') == 'a' and changedTo('name', 'a')"),
				this.recorder.all()::add);
		this.repository.save(item("b"));
		this.repository.save(item("a"));
		assertThat(this.recorder.story()).containsExactly("created a");
	}

	@Test // S7
	void aConditionInJavaAsksForAChangeFromOneValueToAnother() {
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.postSave(type()).when(changed("name").from("a").to("b")),
				this.recorder.all()::add);
		this.repository.save(detached(stored, "a"));
		this.repository.save(detached(stored, "b"));
		this.repository.save(detached(stored, "c"));
		this.repository.save(item("b"));
		assertThat(this.recorder.story()).containsExactly("updated b");
	}

	@Test // S7
	void everyAttributeOfACreationCountsAsChanged() {
		this.recorder.hear(type());
		this.repository.save(item("a"));
		assertThat(this.recorder.lastSaved().changes().contains("name")).isTrue();
		assertThat(this.recorder.lastSaved().changes().before("name")).isNull();
		assertThat(this.recorder.lastSaved().changes().after("name")).isEqualTo("a");
	}

	@Test // S5, P10; Behaviours 120
	void whatAPreSaveReceiverSetsIsStored() {
		this.recorder.on(ReceiverSpec.preSave(type()), (signal) -> rename(signal.instance()));
		T created = this.repository.save(item("a"));
		assertThat(this.repository.findById(id(created))).map(Item::getName).hasValue("A");
		T updated = this.repository.save(detached(created, "b"));
		assertThat(this.repository.findById(id(updated))).map(Item::getName).hasValue("B");
		this.repository.saveAll(List.of(item("c"), detached(created, "d")));
		assertThat(this.repository.findAll()).extracting(Item::getName).containsExactlyInAnyOrder("C", "D");
	}

	private static void rename(Object item) {
		((Item) item).setName(((Item) item).getName().toUpperCase(Locale.ROOT));
	}

	@Test // S4; Behaviours 23, 24
	void saveAllSignalsEachEntityOnceInTheOrderOfTheInput() {
		T stored = stored("old");
		this.recorder.hear(type());
		T first = item("first");
		List<T> saved = this.repository.saveAll(List.of(first, detached(stored, "second"), item("third")));
		assertThat(this.recorder.story()).containsExactly("PreSave first", "PreSave second", "PreSave third",
				"created first", "updated second", "created third");
		assertThat(saved)
			.allMatch((result) -> this.recorder.saved().stream().anyMatch((signal) -> signal.instance() == result));
		assertThat(this.recorder.saved())
			.allSatisfy((signal) -> assertThat(((Item) signal.instance()).getId()).isNotNull());
	}

	@Test // S2, S7, S10
	void twoObjectsOfOneRowInOneCallAreSignalledEach() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.repository.saveAll(List.of(detached(stored, "b"), detached(stored, "c")));
		String between = mergesTwoObjectsOfOneRow() ? "c" : "b";
		assertThat(this.recorder.story()).containsExactly("PreSave b", "PreSave c", "updated " + between, "updated c");
		Changes first = this.recorder.saved().get(0).changes();
		Changes second = this.recorder.saved().get(1).changes();
		assertThat(first.before("name")).isEqualTo("a");
		assertThat(first.after("name")).isEqualTo(between);
		assertThat(second.before("name")).isEqualTo(mergesTwoObjectsOfOneRow() ? null : "b");
		assertThat(second.contains("id")).isFalse();
	}

	/** Return whether the store keeps one object for a row. */
	boolean mergesTwoObjectsOfOneRow() {
		return false;
	}

	@Test // P42
	void anInputThatCanBeIteratedOnceIsIteratedOnce() {
		this.recorder.hear(type());
		AtomicInteger iterations = new AtomicInteger();
		Iterator<T> names = Stream.of("a", "b").map(this::item).iterator();
		List<T> saved = this.repository.saveAll(() -> {
			iterations.incrementAndGet();
			return names;
		});
		assertThat(iterations).hasValue(1);
		assertThat(saved).extracting(Item::getName).containsExactly("a", "b");
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "PreSave", "created", "created");
		this.recorder.forget();
		Iterator<T> stored = saved.iterator();
		this.repository.deleteAll(() -> stored);
		assertThat(this.recorder.kinds()).containsExactly("PreDelete", "PreDelete", "PostDelete", "PostDelete");
		assertThat(this.repository.count()).isZero();
	}

	@Test
	void savingNothingSignalsNothing() {
		this.recorder.hear(type());
		assertThat(this.repository.saveAll(List.of())).isEmpty();
		this.repository.deleteAll(List.of());
		this.repository.deleteAll();
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S1; Behaviours 29
	void deletingSignalsBeforeAndAfterItWithTheIdentifierStillSet() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.recorder.on(ReceiverSpec.postDelete(type()),
				(signal) -> assertThat(((Item) signal.instance()).getId()).isEqualTo(stored.getId()));
		this.repository.delete(stored);
		assertThat(this.recorder.kinds()).containsExactly("PreDelete", "PostDelete");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.sender() == type());
		assertThat(this.repository.count()).isZero();
	}

	@Test // S1; Behaviours 29, 112
	void deletingByIdentifierSignalsTheLoadedEntity() {
		Long id = id(stored("a"));
		this.recorder.hear(type());
		this.repository.deleteById(id);
		assertThat(this.recorder.story()).containsExactly("PreDelete a", "PostDelete a");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.sender() == type());
		assertThat(this.repository.count()).isZero();
	}

	@Test // S1
	void deletingWhatIsNotThereSignalsNothing() {
		T gone = stored("gone");
		this.repository.delete(gone);
		this.recorder.hear(type());
		this.repository.deleteById(id(gone));
		this.repository.deleteAllById(List.of(id(gone)));
		deleteQuietly(detached(gone, "gone"));
		assertThat(this.recorder.all()).isEmpty();
	}

	/** Delete what has no row, which some stores refuse. */
	void deleteQuietly(T absent) {
		this.repository.delete(absent);
		this.repository.deleteAll(List.of(absent));
	}

	@Test // S1; Behaviours 111
	void deletingEverythingSignalsEachRow() {
		this.signals
			.mute(() -> this.repository.saveAll(IntStream.range(0, 120).mapToObj((i) -> item("" + i)).toList()));
		this.recorder.hear(type());
		this.repository.deleteAll();
		assertThat(this.recorder.of(PreDelete.class)).hasSize(120);
		assertThat(this.recorder.of(PostDelete.class)).hasSize(120);
		assertThat(this.repository.count()).isZero();
	}

	@Test // S1
	void deletingSeveralEntitiesSignalsEach() {
		List<T> stored = List.of(stored("a"), stored("b"));
		stored("c");
		this.recorder.hear(type());
		this.repository.deleteAll(stored);
		assertThat(this.recorder.story()).containsExactly("PreDelete a", "PreDelete b", "PostDelete a", "PostDelete b");
		assertThat(this.repository.count()).isOne();
	}

	@Test // S2
	void deletingSeveralIdentifiersSignalsEachRowOnce() {
		T first = stored("a");
		T second = stored("b");
		T gone = stored("gone");
		this.repository.delete(gone);
		this.recorder.hear(type());
		this.repository.deleteAllById(List.of(id(second), id(gone), id(first), id(second)));
		assertThat(this.recorder.story()).containsExactly("PreDelete b", "PreDelete a", "PostDelete b", "PostDelete a");
		assertThat(this.repository.count()).isZero();
	}

	@Test // S3; Behaviours 113, 142
	void anExceptionBeforeASavePreventsIt() {
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.preSave(type()), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.save(item("new")));
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.repository.save(detached(stored, "b")));
		assertThat(this.repository.findAll()).extracting(Item::getName).containsExactly("a");
	}

	@Test // S3; Behaviours 113, 143
	void anExceptionBeforeADeletePreventsIt() {
		List<T> stored = List.of(stored("a"), stored("b"));
		this.recorder.on(ReceiverSpec.preDelete(type()), (signal) -> {
			if (((Item) signal.instance()).getName().equals("b")) {
				throw new IllegalStateException("no");
			}
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.delete(stored.get(1)));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.deleteAll(stored));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(this.repository::deleteAll);
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.repository.deleteById(id(stored.get(1))));
		assertThat(this.repository.count()).isEqualTo(2);
	}

	@Test // S9; Behaviours 34, 149
	void receiversOfTheClassAndOfItsInterfaceAreCalledOnceEach() {
		this.recorder.hasSaveReceivers(Item.class).hasSaveReceivers(type());
		this.repository.save(item("a"));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "PreSave", "created", "created");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.sender() == type());
	}

	@Test // S19
	void theSignalSaysThatItCameThroughARepository() {
		this.recorder.hear(type());
		this.repository.delete(this.repository.save(item("a")));
		assertThat(this.recorder.all()).hasSize(4)
			.allMatch((signal) -> signal.context().origin() == Origin.REPOSITORY)
			.allMatch((signal) -> Objects.equals(signal.context().using(), using()));
	}

	/** Return the bean name of the transaction manager. */
	abstract @Nullable String using();

	@Test // S9
	void receiversOfSavesDoNotHearDeletesAndTheOtherWayRound() {
		this.recorder.on(ReceiverSpec.preSave(type()), this.recorder.all()::add);
		this.repository.delete(this.repository.save(item("a")));
		assertThat(this.recorder.of(PreSave.class)).hasSize(1);
		assertThat(this.recorder.all()).hasSize(1);
		this.recorder.close();
		this.recorder.forget();
		this.recorder.on(ReceiverSpec.postDelete(type()), this.recorder.all()::add);
		this.repository.delete(this.repository.save(item("b")));
		assertThat(this.recorder.kinds()).containsExactly("PostDelete");
	}

}
