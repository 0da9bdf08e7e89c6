package io.github.signals.delivery.durable;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.CallQuery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.WaitingCall;
import io.github.signals.delivery.durable.PostponedApplication.Carton;
import io.github.signals.delivery.durable.PostponedApplication.Cartons;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Receivers that are called once, some time after the last change of an entity: the
 * exception to "exactly once for what is committed" (S21, spring-modulith #1458).
 */
abstract class DebounceContract extends PostponedTestBase {

	@Autowired
	private Cartons cartons;

	@Test
	void severalChangesAreOneFromTheFirstOldValueToTheLastNewOne() {
		Parcel parcel = stored("one");
		rename(parcel, "two");
		rename(parcel, "three");
		update(parcel, (loaded) -> loaded.status = Parcel.Status.SENT);
		keep("merged");
		WaitingCall last = this.signals.durable().waiting(CallQuery.of("merged"), 2, 1).get(0);
		hourLater("merged");
		awaitAllDone();
		Heard heard = onlyMerged();
		assertThat(((PostSave<?>) heard.instance()).created()).isFalse();
		assertThat(heard.changes().attributes()).containsExactlyInAnyOrder("name", "status");
		assertThat(heard.changes().before("name")).isEqualTo("one");
		assertThat(heard.changes().after("name")).isEqualTo("three");
		assertThat(heard.changes().before("status")).isEqualTo(Parcel.Status.PACKED);
		assertThat(heard.changes().after("status")).isEqualTo(Parcel.Status.SENT);
		assertThat(heard.context().id()).isEqualTo(last.id());
	}

	private Heard onlyMerged() {
		assertThat(this.script.of("merged")).hasSize(1);
		return this.script.of("merged").get(0);
	}

	@Test
	void nothingIsCalledWhileALaterChangeWaits() {
		Parcel parcel = stored("one");
		this.delivery.stop();
		rename(parcel, "two");
		rename(parcel, "three");
		keep("merged");
		this.jdbc.update("update signals_outbox set due = 1 where sequence_number = ?",
				this.jdbc.queryForObject("select min(sequence_number) from signals_outbox", Long.class));
		this.delivery.start();
		assertOnlyAnotherIsCalled("merged");
		assertThat(records()).isEqualTo(2);
		this.script.clear();
		hourLater("merged");
		awaitAllDone();
		assertThat(onlyMerged().changes().before("name")).isEqualTo("one");
	}

	@Test
	void eachEntityHasACallOfItsOwn() {
		Parcel one = stored("one");
		Parcel two = stored("two");
		rename(one, "one!");
		rename(two, "two!");
		rename(one, "one!!");
		hourLater("merged");
		awaitAllDone();
		assertThat(this.script.of("merged")).extracting((heard) -> heard.changes().after("name"))
			.containsExactlyInAnyOrder("one!!", "two!");
	}

	@Test
	void whatWasCreatedAndChangedIsCreated() {
		Parcel parcel = save("one");
		rename(parcel, "two");
		hourLater("merged");
		awaitAllDone();
		Heard heard = onlyMerged();
		assertThat(((PostSave<?>) heard.instance()).created()).isTrue();
		assertThat(heard.changes().before("name")).isNull();
		assertThat(heard.changes().after("name")).isEqualTo("two");
		assertThat(heard.changes().contains("weight")).isTrue();
	}

	@Test
	void whatWasCreatedAndDeletedNeverWas() {
		Parcel parcel = save("one");
		rename(parcel, "two");
		this.parcels.deleteById(parcel.getId());
		hourLater("merged");
		awaitAllDone();
		assertThat(this.script.of("merged")).isEmpty();
	}

	@Test
	void whatWasChangedAndDeletedIsDeleted() {
		Parcel parcel = stored("one");
		rename(parcel, "two");
		this.parcels.deleteById(parcel.getId());
		hourLater("merged");
		awaitAllDone();
		assertThat(onlyMerged().instance()).isInstanceOfSatisfying(PostDelete.class,
				(deleted) -> assertThat(((Parcel) deleted.instance()).name).isEqualTo("two"));
	}

	@Test
	void whatHasChangedBackHasNotChanged() {
		Parcel parcel = stored("one");
		rename(parcel, "two");
		rename(parcel, "one");
		hourLater("merged");
		awaitAllDone();
		assertThat(this.script.of("merged")).isEmpty();
	}

	@Test
	void aVersionAloneIsNoChange() {
		Carton[] stored = new Carton[1];
		this.signals.mute(() -> stored[0] = this.cartons.save(new Carton("one")));
		renameCarton(stored[0], "two");
		renameCarton(stored[0], "one");
		hourLater("versioned");
		awaitAllDone();
		assertThat(this.script.of("versioned")).isEmpty();
		renameCarton(stored[0], "three");
		renameCarton(stored[0], "four");
		hourLater("versioned");
		awaitAllDone();
		assertThat(this.script.of("versioned")).singleElement()
			.satisfies((heard) -> assertThat(heard.changes().after("name")).isEqualTo("four"));
	}

	private void renameCarton(Carton carton, String name) {
		this.transaction.executeWithoutResult((status) -> this.cartons.findById(carton.id).orElseThrow().name = name);
	}

	// Its records have no values, so nobody knows whether these have changed back
	@Test
	void aReceiverWithoutChangesIsCalledOnceToo() {
		Parcel parcel = stored("one");
		rename(parcel, "two");
		rename(parcel, "one");
		hourLater("quiet");
		awaitAllDone();
		assertThat(this.script.names("quiet")).containsExactly("one");
	}

	@Test
	void aMergedCallThatFailsIsOneCall() {
		this.script.on("merged", (call) -> {
			throw new IllegalStateException("always");
		});
		Parcel parcel = stored("one");
		rename(parcel, "two");
		rename(parcel, "three");
		hourLater("merged");
		awaitParked(1);
		assertThat(records()).isEqualTo(1);
		assertThat(this.script.of("merged")).hasSize(3)
			.allSatisfy((heard) -> assertThat(heard.changes().before("name")).isEqualTo("one"))
			.extracting((heard) -> heard.context().id())
			.containsOnly(this.signals.durable().parked(0, 1).get(0).id());
		assertThat(this.signals.durable().discardAll("merged")).isEqualTo(1);
		assertThat(records()).isZero();
	}

	@Test
	void aParkedCallHoldsBackLaterOnesAndIsMergedWithThemWhenItIsReplayed() {
		this.script.on("merged", (call) -> {
			throw new IllegalStateException("always");
		});
		Parcel parcel = stored("one");
		rename(parcel, "two");
		hourLater("merged");
		awaitParked(1);
		this.script.clear();
		rename(parcel, "three");
		hourLater("merged");
		assertOnlyAnotherIsCalled("merged");
		this.script.clear();
		assertThat(this.signals.durable().replayAll("merged")).isEqualTo(1);
		awaitAllDone();
		assertThat(onlyMerged().changes().before("name")).isEqualTo("one");
		assertThat(onlyMerged().changes().after("name")).isEqualTo("three");
	}

	@Test
	void attemptsAreCountedAcrossChanges() {
		this.script.on("merged", (call) -> {
			throw new IllegalStateException("always");
		});
		Parcel parcel = stored("one");
		rename(parcel, "two");
		keep("merged");
		this.jdbc.update("update signals_outbox set attempts = 2");
		rename(parcel, "three");
		hourLater("merged");
		awaitParked(1);
		assertThat(this.signals.durable().parked(0, 1).get(0).attempts()).isEqualTo(3);
		assertThat(onlyMerged().changes().before("name")).isEqualTo("one");
	}

	// Recorded before the receiver was told to wait
	@Test
	void callsThatAreDueAtOnceAreMergedWithLaterOnes() {
		Parcel parcel = stored("one");
		this.delivery.stop();
		rename(parcel, "two");
		this.jdbc.update("update signals_outbox set due = 0");
		rename(parcel, "three");
		this.delivery.start();
		hourLater("merged");
		awaitAllDone();
		assertThat(onlyMerged().changes().before("name")).isEqualTo("one");
	}

	@Test
	void anUnreadableRecordParksTheCall() {
		Parcel parcel = stored("one");
		rename(parcel, "two");
		keep("merged");
		this.jdbc.update("update signals_outbox set payload = ?", OutboxPayload.bytes("no JSON"));
		rename(parcel, "three");
		hourLater("merged");
		awaitParked(1);
		assertThat(this.signals.durable().parked(0, 1).get(0).error()).contains("is not valid JSON");
		assertThat(this.script.of("merged")).isEmpty();
		this.signals.durable().discardAll("merged");
		awaitAllDone();
		assertThat(onlyMerged().changes().after("name")).isEqualTo("three");
	}

}
