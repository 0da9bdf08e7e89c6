package io.github.signals.delivery.durable;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.CallContext.Recorded;
import io.github.signals.CallParked;
import io.github.signals.ParkedCall;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.ParkedApplication.Job;
import io.github.signals.delivery.durable.ParkedApplication.Judge;
import io.github.signals.delivery.durable.ParkedApplication.Listed;
import io.github.signals.delivery.durable.ParkedApplication.Parked;
import io.github.signals.delivery.durable.ParkedApplication.Shared;
import io.github.signals.delivery.durable.ParkedApplication.Surroundings;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody hears when a call has finally failed, as by Laravel's {@code failed()}, and
 * with the durability of Axon's dead letters.
 */
abstract class ParkedContract extends DurableTestBase {

	@Autowired
	Parked handler;

	@BeforeEach
	void judgeAsUsual() {
		Judge.failing = false;
		Judge.caring = true;
		this.handler.uids.clear();
	}

	@AfterEach
	void replayNothing() {
		Judge.failing = false;
	}

	private void fail(String uid) {
		this.script.on(uid, (call) -> {
			throw new IllegalArgumentException("always");
		});
	}

	/** Wait until there are so many parked calls, and no others. */
	private void awaitOnlyParked(int count) {
		await().until(() -> this.signals.durable().waiting() == 0 && this.signals.durable().parked() == count);
	}

	private List<ParkedCall> told(String uid) {
		return this.script.of(uid).stream().map((heard) -> (ParkedCall) heard.instance()).toList();
	}

	private List<String> toldOf(String uid) {
		return told(uid).stream().map(ParkedCall::uid).toList();
	}

	@Test
	void isToldOnceToEachWhoHearsItWithTheCallAndTheClassOfTheException() {
		fail("created");
		boolean[] active = new boolean[1];
		this.script.on("support", (call) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
		Parcel parcel = this.signals.withActor("Ann", () -> save("one"));
		awaitOnlyParked(1);
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(told("support")).containsExactly(parked);
		assertThat(told("all")).containsExactly(parked);
		assertThat(parked.uid()).isEqualTo("created");
		assertThat(parked.entity()).isEqualTo(parcel.getId().toString());
		assertThat(parked.attempts()).isEqualTo(2);
		assertThat(parked.error()).isEqualTo("java.lang.IllegalArgumentException: always");
		assertThat(parked.exception()).isEqualTo(IllegalArgumentException.class.getName());
		assertThat(active[0]).isTrue();
		Heard call = this.script.of("support").get(0);
		assertThat(call.context().origin()).isEqualTo(Origin.APPLICATION);
		assertThat(call.context().causedBy()).isEqualTo("created");
		assertThat(call.context().id()).isNotEqualTo(parked.id());
		assertThat(call.context().imported()).isFalse();
		assertThat(this.script.of("judged")).isEmpty();
		assertThat(this.handler.uids).containsExactly("created");
	}

	@Test
	void isToldWithTheActorTheTenantAndTheValuesOfTheCall() { // S19, S23
		fail("job");
		Recorded[] recorded = new Recorded[1];
		this.script.on("all", (call) -> recorded[0] = Surroundings.CURRENT.get());
		this.delivery.stop();
		this.signals.withActor("Ann", () -> this.signals.send(new Job("one")));
		String payload = OutboxPayload.read(this.jdbc);
		OutboxPayload.write(this.jdbc,
				payload.replaceFirst("\\{", "{\"tenant\":\"acme\",\"values\":{\"language\":\"cs\"},"));
		this.delivery.start();
		awaitOnlyParked(1);
		assertThat(this.script.of("all").get(0).context().actor()).isEqualTo("Ann");
		assertThat(recorded[0].tenant()).isEqualTo("acme");
		assertThat(recorded[0].values()).containsEntry("language", "cs");
	}

	@Test
	void isToldToThoseWhoNameTheReceiverOrNone() {
		fail("job");
		this.signals.send(new Job("one"));
		awaitOnlyParked(1);
		assertThat(toldOf("all")).containsExactly("job");
		assertThat(toldOf("judged")).containsExactly("job");
		assertThat(told("all").get(0).sender()).isEqualTo(Job.class.getName());
		assertThat(told("all").get(0).entity()).isNull();
		assertThat(this.script.of("support")).isEmpty();
		assertThat(this.script.of("several")).isEmpty();
	}

	// S21: in the transaction in which the call is parked
	@Test
	void isRecordedIfAndOnlyIfTheCallIsParked(CapturedOutput output) {
		this.jdbc.execute("alter table signals_outbox add constraint no_notices check (uid <> 'support')");
		try {
			fail("created");
			save("one");
			await().until(() -> output.getOut().contains("The failure of receiver 'created' could not be recorded"));
			assertThat(this.signals.durable().parked()).isZero();
			assertThat(records()).isEqualTo(1);
			assertThat(this.handler.uids).isEmpty();
		}
		finally {
			this.jdbc.execute("alter table signals_outbox drop constraint no_notices");
		}
		awaitOnlyParked(1);
		assertThat(toldOf("support")).containsExactly("created");
		assertThat(toldOf("all")).containsExactly("created");
	}

	@Test
	void isNotToldByANodeThatComesTooLate() {
		this.script.on("created", (call) -> {
			if (this.script.of("created").size() == 1) {
				throw new IllegalStateException("for the first time");
			}
			throw new ParkedElsewhere(
					() -> this.jdbc.update("update signals_outbox set parked = true, error = 'elsewhere'"));
		});
		save("one");
		await().until(() -> this.handler.uids.contains("created"));
		awaitOnlyParked(1);
		assertThat(this.signals.durable().parked(0, 10).get(0).error()).isEqualTo("elsewhere");
		assertThat(this.script.of("support")).isEmpty();
		assertThat(this.script.of("all")).isEmpty();
	}

	@Test
	void isNotToldOfWhatWasParkedOfThoseWhoHearIt() {
		fail("created");
		fail("support");
		save("one");
		awaitOnlyParked(2);
		assertThat(toldOf("all")).containsExactly("created");
		assertThat(this.script.of("support")).hasSize(2);
		ParkedCall notice = this.signals.durable().parked(0, 10).get(1);
		assertThat(notice.uid()).isEqualTo("support");
		assertThat(notice.sender()).isEqualTo(CallParked.class.getName());
		assertThat(this.handler.uids).containsExactly("created", "support");
		this.script.clear();
		assertThat(this.signals.durable().replay(notice.id())).isTrue();
		awaitOnlyParked(1);
		assertThat(toldOf("support")).containsExactly("created");
	}

	@Test
	void isToldAgainWhenAReplayIsParkedToo() {
		fail("created");
		save("one");
		awaitOnlyParked(1);
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(this.signals.durable().replay(parked.id())).isTrue();
		await().until(() -> this.script.of("support").size() == 2);
		awaitOnlyParked(1);
		assertThat(told("support")).extracting(ParkedCall::id).containsExactly(parked.id(), parked.id());
		assertThat(this.script.of("support")).extracting((heard) -> heard.context().id()).doesNotHaveDuplicates();
	}

	// S24: only of the culprit
	@Test
	void isToldOfEachCallThatHasSharedATransactionOrAList() {
		List<String> broken = List.of("3", "5", "8");
		for (String uid : List.of("shared", "listed")) {
			this.script.on(uid, (heard) -> {
				String name = (heard.instance() instanceof Shared shared) ? shared.instance()
						: ((Listed) heard.instance()).instance();
				if (broken.contains(name)) {
					throw new IllegalStateException("no");
				}
			});
		}
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> IntStream.range(0, 10).forEach((number) -> {
			this.signals.send(new Shared(String.valueOf(number)));
			this.signals.send(new Listed(String.valueOf(number)));
		}));
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitOnlyParked(6);
		assertThat(toldOf("all")).containsExactlyInAnyOrder("shared", "shared", "shared", "listed", "listed", "listed");
		assertThat(toldOf("judged")).containsExactly("shared", "shared", "shared");
		assertThat(toldOf("several")).containsExactly("listed", "listed", "listed");
		assertThat(told("all")).extracting(ParkedCall::id)
			.containsExactlyInAnyOrderElementsOf(
					this.signals.durable().parked(0, 10).stream().map(ParkedCall::id).toList());
	}

	@Test
	void isNotRecordedForWhoIsSwitchedOff() { // S15
		fail("created");
		this.signals.disable("support");
		try {
			save("one");
			awaitOnlyParked(1);
		}
		finally {
			this.signals.enable("support");
		}
		assertThat(toldOf("all")).containsExactly("created");
		assertThat(this.script.of("support")).isEmpty();
	}

	@Test
	void isNotToldWhoseConditionIsNotMet() {
		Judge.caring = false;
		fail("job");
		this.signals.send(new Job("one"));
		awaitOnlyParked(1);
		assertThat(toldOf("all")).containsExactly("job");
		assertThat(this.script.of("judged")).isEmpty();
	}

	// S22: whatever a condition does, the call is parked
	@Test
	void isRecordedIfAConditionFailsWhichIsAskedAgain() {
		Judge.failing = true;
		fail("created");
		fail("job");
		save("one");
		this.signals.send(new Job("one"));
		awaitOnlyParked(3);
		assertThat(this.signals.durable().parked(0, 10)).extracting(ParkedCall::uid)
			.containsExactlyInAnyOrder("created", "job", "judged");
		assertThat(this.script.of("judged")).isEmpty();
		Judge.failing = false;
		assertThat(this.signals.durable().replayAll("judged")).isEqualTo(1);
		awaitOnlyParked(2);
		assertThat(toldOf("judged")).containsExactly("job");
	}

	@Test
	void isToldOfARecordThatCannotBeRead() { // S22
		this.delivery.stop();
		save("one");
		OutboxPayload.write(this.jdbc, "{");
		this.delivery.start();
		awaitOnlyParked(1);
		assertThat(told("support")).containsExactly(this.signals.durable().parked(0, 10).get(0));
		assertThat(told("support").get(0).entity()).isNull();
		assertThat(told("support").get(0).attempts()).isEqualTo(1);
		assertThat(told("support").get(0).exception()).isEqualTo(ImpossibleCallException.class.getName());
	}

	@Test
	void isToldOfAClassThatNoLongerExists() {
		this.delivery.stop();
		this.signals.send(new Job("one"));
		this.jdbc.update("update signals_outbox set sender = 'com.example.Gone'");
		this.delivery.start();
		awaitOnlyParked(1);
		assertThat(told("all")).extracting(ParkedCall::sender).containsExactly("com.example.Gone");
	}

	@Test
	void isToldWithTheTextThatIsStored() {
		this.script.on("created", (call) -> {
			throw new IllegalStateException("€ \u0000 \ud800 " + "long".repeat(400));
		});
		save("one");
		awaitOnlyParked(1);
		assertThat(told("support")).containsExactly(this.signals.durable().parked(0, 10).get(0));
	}

	// S17: receivers that park each other's calls do not do so forever
	@Test
	void isOneStepFurtherInTheChainThatHasLedToIt() {
		fail("job");
		this.delivery.stop();
		this.signals.send(new Job("one"));
		OutboxPayload.write(this.jdbc,
				"{\"origin\":\"APPLICATION\",\"depth\":15,\"components\":{\"instance\":\"one\"}}");
		this.delivery.start();
		awaitOnlyParked(3);
		assertThat(this.script.of("job")).hasSize(2);
		assertThat(this.script.of("all")).isEmpty();
		assertThat(this.signals.durable().parked(0, 10)).filteredOn((call) -> !call.uid().equals("job"))
			.extracting(ParkedCall::exception)
			.containsOnly(ReceiverRecursionException.class.getName());
	}

	@Test
	void isToldOnTheThreadOfATestThatHasItsCallsMadeThere() {
		fail("created");
		Thread[] threads = new Thread[1];
		this.script.on("support", (call) -> threads[0] = Thread.currentThread());
		Runnable end = this.delivery.beginInline();
		try {
			save("one");
			assertThat(toldOf("support")).containsExactly("created");
			assertThat(toldOf("all")).containsExactly("created");
			assertThat(threads[0]).isSameAs(Thread.currentThread());
			assertThat(this.signals.durable().waiting()).isZero();
		}
		finally {
			end.run();
		}
	}

	/** While its text is asked for, another node parks the call. */
	@SuppressWarnings("serial")
	static class ParkedElsewhere extends RuntimeException {

		private final transient Runnable park;

		ParkedElsewhere(Runnable park) {
			this.park = park;
		}

		@Override
		public String toString() {
			this.park.run();
			return "once more";
		}

	}

}
