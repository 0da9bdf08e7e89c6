package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.CallQuery;
import io.github.signals.ParkedCall;
import io.github.signals.WaitingCall;
import io.github.signals.actuate.WaitingCallsDescriptor;
import io.github.signals.actuate.WaitingCallsDescriptor.WaitingCallDescriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Calls that somebody looks at, and decides about, while nobody makes any
 * (spring-modulith #581, #1125 and #248).
 */
abstract class LookContract extends DurableTestBase {

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

	private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

	private Parcel one;

	private Parcel two;

	@BeforeEach
	void recordFourCalls() {
		this.delivery.stop();
		this.one = save("one");
		this.two = save("two");
		update(this.one, (parcel) -> parcel.name = "three");
		this.parcels.deleteById(this.one.getId());
	}

	@Test
	void listsWhatWaitsInItsOrder() {
		List<WaitingCall> calls = waiting(CallQuery.all());
		assertThat(calls).extracting(WaitingCall::uid).containsExactly("created", "created", "updated", "deleted");
		assertThat(calls).extracting(WaitingCall::operation)
			.containsExactly("CREATED", "CREATED", "UPDATED", "DELETED");
		WaitingCall first = calls.get(0);
		assertThat(first.id()).isEqualTo(UUID.fromString(
				this.jdbc.queryForObject("select min(id) from signals_outbox where uid = 'created'", String.class)));
		assertThat(first.sender()).isEqualTo(Parcel.class.getName());
		assertThat(first.entity()).isEqualTo(this.one.getId().toString());
		assertThat(first.attempts()).isZero();
		assertThat(first.error()).isNull();
		assertThat(first.due()).isNull();
		assertThat(first.recorded()).isEqualTo(this.signals.durable().oldestWaiting());
		assertThat(this.signals.durable().waiting(CallQuery.all(), 1, 2)).isEqualTo(calls.subList(1, 3));
		assertThat(this.signals.durable().waiting(CallQuery.all(), 4, 2)).isEmpty();
	}

	@Test
	void tellsWhenTheNextAttemptIsDueAndWhyThereIsOne() {
		this.jdbc.update("update signals_outbox set attempts = 2, due = ?, error = 'java.io.IOException: secret'"
				+ " where uid = 'deleted'", LATER.toEpochMilli());
		assertThat(waiting(CallQuery.of("deleted"))).singleElement().satisfies((call) -> {
			assertThat(call.attempts()).isEqualTo(2);
			assertThat(call.due()).isEqualTo(LATER);
			assertThat(call.error()).isEqualTo("java.io.IOException: secret");
		});
	}

	@Test
	void findsCallsByReceiverSenderEntityAndAge() {
		this.jdbc.update("update signals_outbox set recorded = ? where uid = 'updated'", LONG_AGO.toEpochMilli());
		assertThat(waiting(CallQuery.of("created"))).hasSize(2);
		assertThat(waiting(CallQuery.of("created").sender(Parcel.class))).hasSize(2);
		assertThat(waiting(CallQuery.of("created").sender("com.example.Former"))).isEmpty();
		assertThat(waiting(CallQuery.all().entity(Parcel.class, this.one.getId()))).extracting(WaitingCall::uid)
			.containsExactly("created", "updated", "deleted");
		assertThat(waiting(CallQuery.of("created").entity(Parcel.class, this.two.getId().toString()))).singleElement()
			.satisfies((call) -> assertThat(call.entity()).isEqualTo(this.two.getId().toString()));
		assertThat(waiting(CallQuery.all().entity(Parcel.class, this.two.getId().intValue()))).hasSize(1);
		assertThat(waiting(CallQuery.all().recordedBefore(LONG_AGO.plusMillis(1)))).extracting(WaitingCall::uid)
			.containsExactly("updated");
		assertThat(waiting(CallQuery.all().recordedBefore(LONG_AGO))).isEmpty();
	}

	@Test
	void refusesAQueryThatNoCallCanMeet() {
		assertThatIllegalArgumentException().isThrownBy(() -> waiting(CallQuery.all().entity("com.example.Nothing", 1)))
			.withMessage("com.example.Nothing is not an entity of this application");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> waiting(CallQuery.all().entity(Parcel.class, "not a number")))
			.withMessageContaining("No " + Parcel.class.getName() + " has an identifier of java.lang.String");
	}

	@Test
	void replaysOnlyTheParkedCallsThatMeetAQuery() {
		park("uid <> 'updated'");
		assertThat(parked(CallQuery.all())).hasSize(3);
		assertThat(parked(CallQuery.of("created"))).hasSize(2);
		assertThat(waiting(CallQuery.all())).extracting(WaitingCall::uid).containsExactly("updated");
		CallQuery query = CallQuery.of("created").entity(Parcel.class, this.two.getId());
		assertThat(this.signals.durable().replay(query.recordedBefore(LONG_AGO))).isZero();
		assertThat(this.signals.durable().replay(query)).isEqualTo(1);
		this.delivery.start();
		awaitHeard("created", 1);
		assertThat(this.script.names("created")).containsExactly("two");
		assertThat(parked(CallQuery.all())).extracting(ParkedCall::uid).containsExactly("created", "deleted");
	}

	@Test
	void discardsOnlyTheParkedCallsThatMeetAQuery() {
		park("uid = 'created'");
		this.jdbc.update("update signals_outbox set recorded = ? where entity_key like ?", LONG_AGO.toEpochMilli(),
				"%\"" + this.one.getId() + "\"%");
		CallQuery old = CallQuery.all().sender(Parcel.class).recordedBefore(LONG_AGO.plusMillis(1));
		assertThat(this.signals.durable().discard(old)).isEqualTo(1);
		assertThat(parked(CallQuery.all())).extracting(ParkedCall::entity).containsExactly(this.two.getId().toString());
		assertThat(waiting(CallQuery.all())).extracting(WaitingCall::uid).containsExactly("updated", "deleted");
	}

	@Test
	void theEndpointShowsWhatWaitsWithoutMessages() {
		this.jdbc.update("update signals_outbox set error = 'java.io.IOException: secret' where uid = 'deleted'");
		WaitingCallsDescriptor waiting = WaitingCallsDescriptor.of(this.signals.durable(), CallQuery.of("deleted"), 0);
		assertThat(waiting.waiting()).isEqualTo(4);
		assertThat(waiting.calls()).extracting(WaitingCallDescriptor::error).containsExactly("java.io.IOException");
		assertThat(waiting.calls()).extracting(WaitingCallDescriptor::entity)
			.containsExactly(this.one.getId().toString());
	}

	private void park(String condition) {
		this.jdbc.update("update signals_outbox set parked = true where " + condition);
	}

	private List<WaitingCall> waiting(CallQuery query) {
		return this.signals.durable().waiting(query, 0, 10);
	}

	private List<ParkedCall> parked(CallQuery query) {
		return this.signals.durable().parked(query, 0, 10);
	}

}
