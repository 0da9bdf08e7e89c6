package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.On;
import io.github.signals.PreSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext;
import io.github.signals.SignalNotes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known before a save of a repository, whatever the store.
 *
 * @param <T> the entity of the store, whose identifier the store generates
 */
abstract class BeforeSaveCaptureContract<T extends Item> extends RepositoryCaptureContract<T> {

	private List<PreSave<?>> before() {
		List<PreSave<?>> before = new ArrayList<>();
		this.recorder.of(PreSave.class).forEach(before::add);
		return before;
	}

	private void assertChange(Changes changes, String before, String after) {
		assertThat(changes.attributes()).containsExactly("name");
		assertThat(changes.before("name")).isEqualTo(before);
		assertThat(changes.after("name")).isEqualTo(after);
	}

	@Test // S4, S7
	void beforeACreationAllIsKnownToBeNew() {
		this.recorder.hear(type());
		this.repository.save(item("a"));
		PreSave<?> before = before().get(0);
		assertThat(before.created()).isTrue();
		assertThat(before.changes().contains("name")).isTrue();
		assertThat(before.changes().before("name")).isNull();
		assertThat(before.changes().after("name")).isEqualTo("a");
	}

	@Test // S4, S7
	void beforeAnUpdateOldAndNewValuesAreKnown() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.repository.save(detached(stored, "b"));
		assertThat(before().get(0).created()).isFalse();
		assertChange(before().get(0).changes(), "a", "b");
	}

	@Test // S7
	void beforeASaveThatChangesNothingThereAreNoChanges() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.repository.save(detached(stored, "a"));
		assertThat(before().get(0).created()).isFalse();
		assertThat(before().get(0).changes().isEmpty()).isTrue();
	}

	@Test // S4, S7
	void saveAllKnowsOfEachWhatItIsGoingToDo() {
		T stored = stored("old");
		this.recorder.hear(type());
		this.repository.saveAll(List.of(item("first"), detached(stored, "second"), item("third")));
		assertThat(before()).extracting(PreSave::created).containsExactly(true, false, true);
		assertChange(before().get(1).changes(), "old", "second");
	}

	@Test // S2, S7
	void ofTwoObjectsOfOneRowTheSecondChangesWhatTheFirstIsGoingToWrite() {
		T stored = stored("a");
		this.recorder.hear(type());
		this.repository.saveAll(List.of(detached(stored, "b"), detached(stored, "c")));
		assertThat(before()).extracting(PreSave::created).containsExactly(false, false);
		assertChange(before().get(0).changes(), "a", "b");
		assertChange(before().get(1).changes(), "b", "c");
	}

	@Test // S4
	void theSameNewInstanceTwiceIsToBeCreatedOnce() {
		this.recorder.hear(type());
		T item = item("a");
		this.repository.saveAll(List.of(item, item));
		assertThat(before()).extracting(PreSave::created).containsExactly(true, false);
		assertThat(before().get(1).changes().isEmpty()).isTrue();
	}

	@Test // S5, S7
	void whatReceiversSetIsHeardAfterTheSaveOnly() {
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.preSave(type()).order(1), (signal) -> ((Item) signal.instance()).setName("set"));
		this.recorder.hear(type());
		this.repository.save(detached(stored, "b"));
		assertChange(before().get(0).changes(), "a", "b");
		assertChange(this.recorder.lastSaved().changes(), "a", "set");
		this.repository.save(item("c"));
		assertThat(before().get(1).changes().after("name")).isEqualTo("c");
		assertThat(this.recorder.lastSaved().changes().after("name")).isEqualTo("set");
	}

	@Test
	void receiversOfOneSaveShareNotesUntilTheNetChange() {
		List<SignalNotes> notes = new ArrayList<>();
		this.recorder.on(ReceiverSpec.preSave(type()).notes(), (signal) -> notes.add(notes(signal.context())));
		this.recorder.on(ReceiverSpec.postSave(type()), (signal) -> notes.add(notes(signal.context())));
		this.recorder.on(ReceiverSpec.postSave(type()).delivery(Delivery.AFTER_COMMIT),
				(signal) -> notes.add(notes(signal.context())));
		T saved = this.repository.save(item("a"));
		assertThat(notes).hasSize(3).containsOnly(notes.get(0));
		this.repository.saveAll(List.of(detached(saved, "b"), item("c")));
		assertThat(notes.subList(3, 9)).containsExactlyInAnyOrder(notes.get(3), notes.get(3), notes.get(3),
				notes.get(4), notes.get(4), notes.get(4));
		assertThat(List.of(notes.get(0), notes.get(3), notes.get(4))).doesNotHaveDuplicates();
	}

	@Test
	void receiversOfOneDeleteShareNotesUntilTheNetChange() {
		List<SignalNotes> notes = new ArrayList<>();
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.preDelete(type()), (signal) -> notes.add(notes(signal.context())));
		this.recorder.on(ReceiverSpec.postDelete(type()), (signal) -> notes.add(notes(signal.context())));
		this.recorder.on(ReceiverSpec.postDelete(type()).notes().delivery(Delivery.AFTER_COMMIT),
				(signal) -> notes.add(notes(signal.context())));
		this.repository.delete(stored);
		assertThat(notes).hasSize(3).containsOnly(notes.get(0));
	}

	private static SignalNotes notes(SignalContext context) {
		return Objects.requireNonNull(context.notes());
	}

	@Test // S14
	void receiversBeforeASaveAreChosenByWhatItIsGoingToDo() {
		T stored = stored("a");
		List<EntitySignal<?>> heard = this.recorder.all();
		this.recorder.on(ReceiverSpec.preSave(type()).on(On.CREATED), heard::add);
		this.repository.save(detached(stored, "b"));
		assertThat(heard).isEmpty();
		this.repository.save(item("new"));
		assertThat(heard).hasSize(1);
		this.recorder.on(ReceiverSpec.preSave(type()).on(On.UPDATED).changed("name"), heard::add);
		this.repository.save(detached(stored, "b"));
		assertThat(heard).hasSize(1);
		this.repository.save(detached(stored, "c"));
		assertThat(heard).hasSize(2);
		this.recorder.on(ReceiverSpec.preSave(type()).condition("!created and changes.before('name') == 'c'"),
				heard::add);
		this.repository.save(detached(stored, "d"));
		assertThat(heard).hasSize(4);
	}

}
