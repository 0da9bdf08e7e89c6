package io.github.signals.dispatch;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;
import io.github.signals.testing.Calls;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for connecting, disconnecting and choosing receivers.
 */
class ConnectedReceiversTests {

	private final SignalsFixture fixture = new SignalsFixture();

	private final Signals signals = this.fixture.signals;

	private final Calls calls = new Calls();

	@Test
	void lookedUpReceiversStayAsLongAsNothingChanges() {
		connect("one");
		SenderRoutes routes = this.fixture.registry.routes(String.class);
		this.fixture.registry.connect(List.of());
		connect("one");
		assertThat(this.fixture.registry.routes(String.class)).isSameAs(routes);
	}

	@Test
	void routesAreNotKeptWhileReceiversMayBeUnknown() {
		this.fixture.registry.discoverBy(() -> false);
		assertThat(this.fixture.registry.hasRowReceivers(String.class)).isFalse();
		assertThat(this.fixture.registry.routes(String.class)).isNotSameAs(this.fixture.registry.routes(String.class));
	}

	@Test
	void runsByOrderAndThenAsConnected() { // S15
		connect("last");
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("second").order(2), (paid) -> this.calls.add("second"));
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("first").order(-1), (paid) -> this.calls.add("first"));
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("alsoSecond").order(2),
				(paid) -> this.calls.add("alsoSecond"));
		connect("afterLast");
		List<Response> responses = this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).containsExactly("first", "second", "alsoSecond", "last", "afterLast");
		// Behaviours 3
		assertThat(responses).extracting((response) -> response.receiver().uid()).isEqualTo(this.calls.all());
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::uid).isEqualTo(this.calls.all());
	}

	@Test
	void answersNothingWhereNobodyHears() { // Behaviours 4, 14
		assertThat(this.signals.send(new Paid("order"))).isEmpty();
		assertThat(this.signals.sendRobust(new Paid("order"))).isEmpty();
	}

	@Test
	void hearsItsSenderAloneAndAnySenderWhereNoneIsNamed() { // Behaviours 5, 6, 15, 34
		this.signals.connect(ReceiverSpec.postSave(Dog.class).uid("dogs"), (saved) -> this.calls.add("dogs"));
		this.signals.connect(ReceiverSpec.postSave(Object.class).uid("any"), (saved) -> this.calls.add("any"));
		this.signals.send(Sent.created(new Cat()));
		assertThat(this.calls.all()).containsExactly("any");
		this.signals.sendRobust(Sent.created(new Dog()));
		assertThat(this.calls.all()).containsExactly("any", "dogs", "any");
	}

	@Test
	void hearsSubtypesOfItsSender() { // S9, Behaviours 148, 149
		this.signals.connect(ReceiverSpec.postSave(Animal.class), (saved) -> this.calls.add("animal"));
		this.signals.connect(ReceiverSpec.postSave(Named.class), (saved) -> this.calls.add("named"));
		this.signals.send(Sent.created(new Dog()));
		assertThat(this.calls.all()).containsExactly("animal", "named");
		this.signals.send(Sent.created(new Animal()));
		assertThat(this.calls.all()).containsExactly("animal", "named", "animal");
	}

	@Test
	void hearsSubtypesOfItsSignal() {
		this.signals.connect(ReceiverSpec.of(Payment.class), (payment) -> this.calls.add("payment"));
		this.signals.send(new Paid("order"));
		this.signals.send(new Refunded("order"));
		assertThat(this.calls.all()).containsExactly("payment", "payment");
	}

	@Test
	void hearsItsSignalAlone() {
		this.signals.connect(ReceiverSpec.postSave(Dog.class), (saved) -> this.calls.add("saved"));
		this.signals.connect(ReceiverSpec.postDelete(Dog.class), (saved) -> this.calls.add("deleted"));
		this.signals.connect(ReceiverSpec.preSave(Dog.class), (saved) -> this.calls.add("saving"));
		this.signals.send(Sent.deleted(new Dog()));
		this.signals.send(Sent.saving(new Dog()));
		assertThat(this.calls.all()).containsExactly("deleted", "saving");
	}

	@Test
	void sameUidConnectsOnce() { // S16, Behaviours 11, 12
		assertThat(connect("audit")).isTrue();
		assertThat(connect("audit")).isFalse();
		this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).containsExactly("audit");
		assertThat(this.signals.disconnect("audit")).isTrue();
		assertThat(this.signals.send(new Paid("order"))).isEmpty();
	}

	@Test
	void receiversWithoutUidAreKeptApart() { // S16, Behaviours 30
		Recorder recorder = new Recorder(this.calls);
		assertThat(this.signals.connect(ReceiverSpec.of(Paid.class), recorder)).isTrue();
		assertThat(this.signals.connect(ReceiverSpec.of(Paid.class), recorder)).isTrue();
		this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).containsExactly("recorded", "recorded");
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::uid).doesNotHaveDuplicates();
	}

	@Test
	void disconnectSaysWhetherItRemovedSomething() { // S16, Behaviours 18, 38
		connect("audit");
		assertThat(this.signals.disconnect("other")).isFalse();
		assertThat(this.signals.disconnect("audit")).isTrue();
		assertThat(this.signals.disconnect("audit")).isFalse();
	}

	@Test
	void disconnectingLeavesNothing() { // Behaviours 17, 45
		List<String> uids = List.of("one", "two", "three");
		uids.forEach(this::connect);
		this.signals.send(new Paid("order"));
		uids.forEach(this.signals::disconnect);
		assertThat(this.signals.receivers()).isEmpty();
		assertThat(this.fixture.registry.hasRowReceivers(String.class)).isFalse();
		assertThat(this.fixture.registry.routes(String.class).of(Paid.class).isEmpty()).isTrue();
	}

	@Test
	void saysWhetherAnybodyHears() { // Behaviours 19
		assertThat(this.signals.hasReceivers(PostSave.class, Dog.class)).isFalse();
		this.signals.connect(ReceiverSpec.postSave(Animal.class).uid("animals"), (saved) -> {
		});
		assertThat(this.signals.hasReceivers(PostSave.class, Dog.class)).isTrue();
		assertThat(this.signals.hasReceivers(PostSave.class, Object.class)).isFalse();
		assertThat(this.signals.hasReceivers(PostDelete.class, Dog.class)).isFalse();
		this.signals.disconnect("animals");
		assertThat(this.signals.hasReceivers(PostSave.class, Dog.class)).isFalse();
	}

	@Test
	void receiversShareTheContextOfTheCallersThread() { // Behaviours 52-63
		ThreadLocal<Integer> value = ThreadLocal.withInitial(() -> 1);
		for (int i = 0; i < 2; i++) {
			this.signals.connect(ReceiverSpec.of(Paid.class), (paid) -> value.set(value.get() * 2));
		}
		this.signals.send(new Paid("order"));
		assertThat(value.get()).isEqualTo(4);
		this.signals.sendRobust(new Paid("order"));
		assertThat(value.get()).isEqualTo(16);
		value.remove();
	}

	@Test
	void disabledReceiverIsListedAndNeverCalled() {
		connect("disabledAudit");
		assertThat(this.signals.send(new Paid("order"))).isEmpty();
		assertThat(this.signals.hasReceivers(Paid.class, String.class)).isFalse();
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::enabled).containsExactly(false);
	}

	@Test
	void receiverConnectedMeanwhileIsNotCalled() { // S15, Behaviours 145
		this.signals.connect(ReceiverSpec.of(Paid.class), (paid) -> connect("late"));
		this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).isEmpty();
		this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).containsExactly("late");
	}

	@Test
	void receiverDisconnectedMeanwhileIsStillCalledAndStopsNobody() {
		// S15, Behaviours 36, 145
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("self"), (paid) -> {
			this.signals.disconnect("self");
			this.signals.disconnect("next");
			this.calls.add("self");
		});
		connect("next");
		connect("last");
		this.signals.send(new Paid("order"));
		assertThat(this.calls.all()).containsExactly("self", "next", "last");
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::uid).containsExactly("last");
	}

	@Test
	void hearsOnlyTheSavesItAsksFor() { // S7
		this.signals.connect(ReceiverSpec.postSave(Dog.class).on(On.CREATED), (saved) -> this.calls.add("created"));
		this.signals.connect(ReceiverSpec.postSave(Dog.class).on(On.UPDATED), (saved) -> this.calls.add("updated"));
		this.signals.connect(ReceiverSpec.postSave(Dog.class).changed("name"), (saved) -> this.calls.add("name"));
		this.signals.send(Sent.created(new Dog()));
		assertThat(this.calls.all()).containsExactly("created", "name");
		this.signals.send(Sent.updated(new Dog(), Changes.between(Map.of("age", 1), Map.of("age", 2))));
		assertThat(this.calls.all()).containsExactly("created", "name", "updated");
		this.signals.send(Sent.updated(new Dog(), Changes.between(Map.of("name", "a"), Map.of("name", "b"))));
		assertThat(this.calls.all()).containsExactly("created", "name", "updated", "updated", "name");
	}

	@Test
	void specificationThatContradictsItselfIsRefusedAndConnectsNothing() {
		// S14, Behaviours 2
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.signals.connect(ReceiverSpec.postDelete(Dog.class).on(On.CREATED), (deleted) -> {
			}))
			.withMessageContaining("only PreSave and PostSave report");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.signals.connect(ReceiverSpec.preDelete(Dog.class).changed("name"), (saving) -> {
			}))
			.withMessageContaining("only PreSave, PostSave and CollectionChange report");
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals
			.connect(ReceiverSpec.preDelete(Dog.class).delivery(Delivery.AFTER_COMMIT), (deleting) -> {
			})).withMessageContaining("must be IN_TRANSACTION");
		assertThat(this.signals.receivers()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void whatCannotBeCalledIsRefusedAndConnectsNothing() { // Behaviours 2, 102
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.connect(ReceiverSpec.of(Paid.class), null));
		assertThat(this.signals.receivers()).isEmpty();
	}

	@Test
	void applicationsSignalNamedLikeAPreSignalMayBeDeferred() {
		assertThat(this.signals.connect(ReceiverSpec.of(Prepared.class).delivery(Delivery.AFTER_COMMIT), (signal) -> {
		})).isTrue();
		assertThat(this.signals.hasReceivers(PreSave.class, Dog.class)).isFalse();
	}

	private boolean connect(String uid) {
		return this.signals.connect(ReceiverSpec.of(Paid.class).uid(uid), (paid) -> this.calls.add(uid));
	}

	interface Payment extends Signal<String> {

	}

	record Paid(String instance) implements Payment {

	}

	record Refunded(String instance) implements Payment {

	}

	record Prepared(String instance) implements Signal<String> {

	}

	interface Named {

	}

	static class Animal {

	}

	static final class Dog extends Animal implements Named {

	}

	static final class Cat extends Animal {

	}

	private record Recorder(Calls calls) implements SignalReceiver<Paid> {

		@Override
		public void receive(Paid signal) {
			this.calls.add("recorded");
		}

	}

}
