package io.github.signals.delivery.durable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ParkedCall;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.SignalContext;
import io.github.signals.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conditions that fail, and who hears of what has failed (S21).
 */
@SpringBootTest(classes = ConditionAndHandlerContract.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:conditions", "spring.jpa.hibernate.ddl-auto=create",
				"signals.durable.max-attempts=3", "signals.durable.back-off.initial=20ms",
				"signals.durable.back-off.max=50ms", "signals.durable.polling-interval=200ms",
				"signals.durable.sweep-interval=1s", "signals.durable.initialize-schema=always",
				"signals.durable.store-messages=true" })
abstract class ConditionAndHandlerContract extends DurableTestBase {

	@Autowired
	Gate gate;

	@Autowired
	Global global;

	@Autowired
	Special special;

	@Autowired
	Receivers receivers;

	@BeforeEach
	@AfterEach
	void open() {
		this.receivers.snapshots.clear();
		this.gate.failure = null;
		this.gate.answer = false;
		this.gate.only = null;
		this.gate.asked.clear();
		this.global.failures.clear();
		this.special.failures.clear();
		this.special.thrown = null;
	}

	@Test
	void recordsASaveWhoseConditionFailsAndAsksAgain() {
		this.delivery.stop();
		this.gate.failure = new IllegalStateException("not now");
		save("one");
		assertThat(records()).isEqualTo(1);
		this.gate.failure = null;
		this.gate.answer = true;
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("gated")).containsExactly("one");
		assertThat(this.gate.asked).hasSize(2);
	}

	@Test
	void endsTheCallWhenTheConditionIsNotMet() {
		this.delivery.stop();
		this.gate.failure = new IllegalStateException("not now");
		save("one");
		this.gate.failure = null;
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("gated")).isEmpty();
	}

	@Test
	void parksACallWhoseConditionAlwaysFails() {
		this.gate.failure = new IllegalStateException("never");
		save("one");
		awaitParked(1);
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.attempts()).isEqualTo(3);
		assertThat(parked.error()).contains("never");
		assertThat(this.script.of("gated")).isEmpty();
		this.gate.failure = null;
		this.gate.answer = true;
		this.signals.durable().replayAll("gated");
		awaitAllDone();
		assertThat(this.script.names("gated")).containsExactly("one");
	}

	@Test
	void asksNoConditionAgainThatWasMet() {
		this.delivery.stop();
		this.gate.answer = true;
		save("one");
		this.gate.answer = false;
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("gated")).containsExactly("one");
		assertThat(this.gate.asked).hasSize(1);
	}

	@Test
	void asksAConditionInJavaWhenItRecordsAndAgainIfItHasFailed() {
		this.delivery.stop();
		this.gate.answer = true;
		save("typed one");
		this.gate.failure = new IllegalStateException("not now");
		save("typed two");
		save("typed three");
		this.gate.failure = null;
		this.gate.answer = false;
		save("typed four");
		this.gate.only = "typed three";
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("typed")).containsExactlyInAnyOrder("typed one", "typed three");
	}

	// S21: the instance is as it is when the call is made, and the snapshot as it was
	@Test
	void recordsTheSnapshotOfAReceiverThatTakesOne() {
		this.delivery.stop();
		Parcel parcel = save("snapshot one");
		update(parcel, (found) -> found.name = "later");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("snapshot")).containsExactly("later");
		assertThat(this.receivers.snapshots).hasSize(1);
		assertThat(this.receivers.snapshots.get(0).id()).isEqualTo(parcel.getId());
		assertThat(this.receivers.snapshots.get(0).sender()).isEqualTo(Parcel.class);
		assertThat(this.receivers.snapshots.get(0).asMap()).containsEntry("name", "snapshot one").containsKey("weight");
	}

	@Test
	void tellsTheHandlerOfAReceiverOfEachAttemptAndEndsNothing() {
		this.script.on("special", (call) -> {
			throw new IllegalArgumentException("always");
		});
		Parcel parcel = save("one");
		update(parcel, (found) -> found.name = "two");
		awaitParked(1);
		await().until(() -> this.special.failures.size() == 4);
		assertThat(this.special.failures).extracting(ReceiverFailure::parked)
			.containsExactly(false, false, false, true);
		assertThat(this.special.failures).allSatisfy((failure) -> {
			assertThat(failure.cause()).isInstanceOf(IllegalArgumentException.class);
			assertThat(failure.receiver().uid()).isEqualTo("special");
			assertThat(failure.signal()).isEqualTo(PostSave.class);
			assertThat(failure.sender()).isEqualTo(Parcel.class);
		});
		assertThat(this.special.failures.get(3).describe()).contains("'special'", "parked");
		assertThat(this.script.of("special")).hasSize(3);
		assertThat(this.signals.durable().parked(0, 10)).extracting(ParkedCall::attempts).containsExactly(3);
	}

	@Test
	void tellsTheGlobalHandlerOfWhatIsParked() {
		this.script.on("special", (call) -> {
			throw new IllegalArgumentException("special");
		});
		this.script.on("plain", (call) -> {
			throw new IllegalArgumentException("plain");
		});
		Parcel parcel = save("one");
		update(parcel, (found) -> found.name = "two");
		awaitParked(2);
		await().until(() -> this.global.failures.size() == 2);
		assertThat(this.global.failures).allSatisfy((failure) -> assertThat(failure.parked()).isTrue())
			.extracting((failure) -> failure.receiver().uid())
			.containsExactlyInAnyOrder("special", "plain");
	}

	@Test
	void countsTheFailureWhateverAHandlerThrows() {
		this.special.thrown = new IllegalStateException("handler");
		this.script.on("special", (call) -> {
			throw new IllegalArgumentException("special");
		});
		Parcel parcel = save("one");
		update(parcel, (found) -> found.name = "two");
		awaitParked(1);
		await().until(() -> this.global.failures.size() == 1);
		assertThat(this.special.failures).hasSize(4);
		assertThat(this.signals.durable().parked(0, 10)).extracting(ParkedCall::attempts).containsExactly(3);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Application {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		@Primary
		Global global() {
			return new Global();
		}

		@Bean
		Special special() {
			return new Special();
		}

		@Bean
		Receivers receivers(Script script) {
			return new Receivers(script);
		}

	}

	/** What a condition asks. */
	public static class Gate {

		final List<Object> asked = new CopyOnWriteArrayList<>();

		volatile @Nullable RuntimeException failure;

		volatile boolean answer;

		volatile @Nullable String only;

		public boolean isOpen(Object instance) {
			this.asked.add(instance);
			RuntimeException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
			return this.answer;
		}

	}

	static class Global implements ReceiverErrorHandler {

		final List<ReceiverFailure> failures = new CopyOnWriteArrayList<>();

		@Override
		public void handle(ReceiverFailure failure) {
			this.failures.add(failure);
		}

	}

	static class Special implements ReceiverErrorHandler {

		final List<ReceiverFailure> failures = new CopyOnWriteArrayList<>();

		volatile @Nullable RuntimeException thrown;

		@Override
		public void handle(ReceiverFailure failure) {
			this.failures.add(failure);
			RuntimeException thrown = this.thrown;
			if (thrown != null) {
				throw thrown;
			}
		}

	}

	static class Open implements ReceiverCondition<PostSave<Parcel>> {

		private final Gate gate;

		Open(Gate gate) {
			this.gate = gate;
		}

		@Override
		public boolean test(PostSave<Parcel> signal) {
			String name = signal.instance().name;
			return name.startsWith("typed") && (this.gate.isOpen(signal.instance()) || name.equals(this.gate.only));
		}

	}

	static class Kept implements ReceiverCondition<PostSave<Parcel>> {

		@Override
		public boolean test(PostSave<Parcel> signal) {
			return signal.instance().name.startsWith("snapshot");
		}

	}

	static class Receivers {

		private final Script script;

		final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

		Receivers(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(on = On.CREATED, condition = "@gate.isOpen(instance)", delivery = Delivery.DURABLE,
				dispatchUid = "gated")
		void gated(PostSave<Parcel> saved) {
			this.script.play("gated", saved.instance(), saved.changes(), saved.context());
		}

		@PostSaveReceiver(on = On.CREATED, when = Open.class, delivery = Delivery.DURABLE, dispatchUid = "typed")
		void typed(PostSave<Parcel> saved) {
			this.script.play("typed", saved.instance(), saved.changes(), saved.context());
		}

		@PostSaveReceiver(when = Kept.class, delivery = Delivery.DURABLE, dispatchUid = "snapshot")
		void snapshot(Snapshot snapshot, Parcel parcel, SignalContext context) {
			this.snapshots.add(snapshot);
			this.script.play("snapshot", parcel, Changes.none(), context);
		}

		@PostSaveReceiver(on = On.UPDATED, onError = Special.class, delivery = Delivery.DURABLE,
				dispatchUid = "special")
		void special(PostSave<Parcel> saved) {
			this.script.play("special", saved.instance(), saved.changes(), saved.context());
		}

		@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "plain")
		void plain(PostSave<Parcel> saved) {
			this.script.play("plain", saved.instance(), saved.changes(), saved.context());
		}

	}

}
