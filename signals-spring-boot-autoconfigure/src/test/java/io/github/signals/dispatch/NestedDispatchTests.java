package io.github.signals.dispatch;

import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for signals that receivers cause.
 */
class NestedDispatchTests {

	private final SignalsFixture fixture = new SignalsFixture();

	private final Signals signals = this.fixture.signals;

	private final Calls calls = new Calls();

	@Test
	void innerSignalReachesAllItsReceiversFirst() { // S17, Behaviours 150
		this.signals.connect(ReceiverSpec.of(Step.class), (step) -> {
			this.calls.add("one:" + step.number());
			if (step.number() == 1) {
				this.signals.send(new Step(new Object(), 2));
			}
		});
		this.signals.connect(ReceiverSpec.of(Step.class), (step) -> this.calls.add("two:" + step.number()));
		this.signals.send(new Step(new Object(), 1));
		assertThat(this.calls.all()).containsExactly("one:1", "one:2", "two:2", "two:1");
	}

	@Test
	void runningReceiverIsNotEnteredAgainForItsInstance() { // S17, P56, Behaviours 151
		this.signals.connect(ReceiverSpec.of(Step.class), (step) -> {
			this.calls.add("one");
			this.signals.send(new Step(step.instance(), 2));
		});
		this.signals.connect(ReceiverSpec.of(Step.class), (step) -> this.calls.add("two:" + step.number()));
		this.signals.send(new Step(new Object(), 1));
		assertThat(this.calls.all()).containsExactly("one", "two:2", "two:1");
	}

	@Test
	void runningReceiverIsNotEnteredAgainForAnotherInstanceOfTheSameRow() { // S17, P56
		this.signals.connect(ReceiverSpec.postSave(Row.class), (saved) -> {
			this.calls.add(saved.instance().toString());
			if (this.calls.all().size() < 4) {
				save(new Row(saved.instance().id(), "again"));
				save(new Row(saved.instance().id() + 1, "other"));
			}
		});
		save(new Row(1, "first"));
		assertThat(this.calls.all()).containsExactly("1 first", "2 other", "3 other", "4 other");
	}

	@Test
	void rowsOfDifferentSendersAreNotTheSame() { // S17
		this.signals.connect(ReceiverSpec.postSave(Object.class), (saved) -> {
			this.calls.add(saved.sender().getSimpleName());
			if (saved.instance() instanceof Row row) {
				save(new OtherRow(row.id()));
			}
		});
		save(new Row(1, "first"));
		assertThat(this.calls.all()).containsExactly("Row", "OtherRow");
	}

	@Test
	void receiverThatHasFinishedIsEnteredAgain() { // S17
		Row row = new Row(1, "first");
		this.signals.connect(ReceiverSpec.postSave(Row.class), (saved) -> this.calls.add("called"));
		save(row);
		save(row);
		assertThat(this.calls.all()).containsExactly("called", "called");
	}

	@Test
	void chainThatIsTooDeepFailsAndIsNamed() { // S17, P56
		this.signals.connect(ReceiverSpec.of(Step.class).uid("forth"), (step) -> {
			this.calls.add("forth");
			this.signals.send(new Back(new Object()));
		});
		this.signals.connect(ReceiverSpec.of(Back.class).uid("back"), (back) -> {
			this.calls.add("back");
			this.signals.send(new Step(new Object(), 1));
		});
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.signals.send(new Step(new Object(), 1)))
			.withMessageContainingAll("more than " + SignalsFixture.MAX_DEPTH + " levels deep",
					"signals.recursion.max-depth", "forth -> back -> forth -> back -> forth -> back");
		assertThat(this.calls.all()).hasSize(SignalsFixture.MAX_DEPTH);
	}

	private void save(Object instance) {
		IdentifierAccessor identifiers = (row) -> (row instanceof Row stored) ? (Object) stored.id()
				: ((OtherRow) row).id();
		DispatchContext context = this.fixture.dispatcher.context("transactionManager", Origin.REPOSITORY, identifiers);
		Class<?> sender = instance.getClass();
		this.fixture.dispatcher.now(new PostSave<>(sender, instance, false, Changes.none(), context),
				this.fixture.registry.routes(sender));
	}

	record Step(Object instance, int number) implements Signal<Object> {

	}

	record Back(Object instance) implements Signal<Object> {

	}

	record Row(int id, String name) {

		@Override
		public String toString() {
			return this.id + " " + this.name;
		}

	}

	record OtherRow(int id) {

	}

}
