package io.github.signals.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import io.github.signals.ParkedCall;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of calls that share a transaction if one of them fails.
 */
abstract class SharingFailureContract extends SharingTestBase {

	private static final int ALL = 8;

	/**
	 * Make calls of which one fails each time, and see that the others end, each with
	 * what it has written once, and that nobody else is blamed.
	 */
	private ParkedCall failing(String uid, int place, Consumer<String> act) {
		List<Parcel> parcels = record(ALL);
		update(parcels.get(place), (found) -> found.name = "culprit");
		onEach(uid, (heard) -> {
			if (heard.parcel().name.equals("culprit")) {
				act.accept(heard.parcel().name);
			}
		});
		deliver(uid);
		await().dontCatchUncaughtExceptions().until(() -> this.signals.durable().parked() == 1 && records() == 2);

		assertThat(effects()).containsExactlyInAnyOrderElementsOf(
				names(0, ALL).stream().filter((name) -> !name.equals("p" + place)).toList());
		ParkedCall parked = this.signals.durable().parked(0, 2).get(0);
		assertThat(parked.attempts()).isEqualTo(2);
		assertThat(parked.entity()).isEqualTo(parcels.get(place).getId().toString());
		// The share, alone, and the second attempt; the one after it is held back
		assertThat(this.script.names(uid)).filteredOn("culprit"::equals).hasSizeBetween(2, 4);
		for (int i = 0; i < ALL; i++) {
			// Nothing is begun in a transaction that cannot be committed.
			int most = (uid.equals("shared") && i > place) ? 1 : 2;
			assertThat(this.script.names(uid)).filteredOn(("p" + i)::equals).hasSizeLessThanOrEqualTo(most);
		}
		this.script.clear();
		this.signals.durable().replay(parked.id());
		awaitAllDone();
		assertThat(this.script.of(uid)).hasSize(2);
		return parked;
	}

	// S24, S22
	@ParameterizedTest
	@CsvSource({ "listed, 0", "listed, 4", "listed, 7", "shared, 0", "shared, 4", "shared, 7" })
	void anElementThatFailsIsParkedAlone(String uid, int place) {
		ParkedCall parked = failing(uid, place, (name) -> {
			throw new IllegalArgumentException(name);
		});
		assertThat(parked.error()).isEqualTo("java.lang.IllegalArgumentException: culprit");
	}

	@ParameterizedTest
	@CsvSource({ "listed, 0", "listed, 7", "shared, 0", "shared, 4", "shared, 7" })
	void anSqlErrorInAFlushSpoilsNoOther(String uid, int place) { // P69
		failing(uid, place, (name) -> this.signals.mute(() -> {
			this.entityManager.persist(new Parcel("x".repeat(1000)));
		}));
	}

	@ParameterizedTest
	@CsvSource({ "listed, 4", "shared, 0", "shared, 4", "shared, 7" })
	void anExceptionThroughATransactionalServiceSpoilsNoOther(String uid, int place) { // P69
		failing(uid, place, (name) -> {
			try {
				this.clerk.fail();
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessage("not today");
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "listed, 4", "shared, 4" })
	void aCallThatTakesTooLongDelaysNoOther(String uid, int place) {
		CountDownLatch never = new CountDownLatch(1);
		ParkedCall parked = failing(uid, place, (name) -> await(never));
		assertThat(parked.error()).contains("took longer than 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void aFatalErrorIsCountedAndThrownOn(String uid, CapturedOutput output) {
		failing(uid, 4, (name) -> {
			throw new InternalError("simulated");
		});
		assertThat(output).contains("Exception in thread \"signals-durable-");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void aFatalErrorThatComesOnlyOnceIsThrownOnToo(String uid, CapturedOutput output) {
		AtomicBoolean thrown = new AtomicBoolean();
		record(ALL);
		onEach(uid, (heard) -> {
			if (thrown.compareAndSet(false, true)) {
				throw new InternalError("simulated");
			}
		});
		deliver(uid);
		await().dontCatchUncaughtExceptions().until(() -> records() == 0);
		assertThat(effects()).containsExactlyInAnyOrderElementsOf(names(0, ALL));
		await().until(() -> output.getAll().contains("Exception in thread \"signals-durable-"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void whatFollowsAnUnreadableRecordOfTheSameEntityIsHeldBack(String uid) { // S21, S22
		List<Parcel> parcels = record(3);
		update(parcels.get(0), (found) -> found.name = "later");
		Long first = this.jdbc.queryForObject("select min(sequence_number) from signals_outbox where uid = ?",
				Long.class, uid);
		String payload = new String(this.jdbc
			.queryForObject("select payload from signals_outbox where sequence_number = ?", byte[].class, first),
				StandardCharsets.UTF_8);
		String unreadable = payload.replaceFirst("\"id\":(\\[[^]]*]|[^,]+)", "\"id\":{}");
		assertThat(unreadable).isNotEqualTo(payload);
		this.jdbc.update("update signals_outbox set payload = ? where sequence_number = ?",
				OutboxPayload.bytes(unreadable), first);
		onEach(uid, (heard) -> {
		});
		deliver(uid);
		awaitParked(1);
		await().until(() -> records() == 2);
		assertThat(this.script.names(uid)).containsExactlyInAnyOrder("p1", "p2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void anUnreadableRecordIsParkedAndDisturbsNoOther(String uid) { // S22
		record(ALL);
		String broken = this.jdbc.queryForObject("select min(id) from signals_outbox where uid = '" + uid + "'",
				String.class);
		this.jdbc.update("update signals_outbox set payload = '{' where id = ?", broken);
		onEach(uid, (heard) -> {
		});
		deliver(uid);
		awaitParked(1);
		await().until(() -> records() == 1);
		assertThat(this.signals.durable().parked(0, 2).get(0).id()).hasToString(broken);
		assertShared(ALL - 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void aShutdownThatInterruptsThemLeavesAllToTheNextStart(String uid) { // S21
		record(ALL);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		// Where the machine is slow, a share may be over after its first call.
		String slow = uid.equals("listed") ? "p4" : "p0";
		onEach(uid, (heard) -> {
			if (heard.parcel().name.equals(slow)) {
				begun.countDown();
				await(never);
			}
		});
		deliver(uid);
		await(begun);
		this.delivery.stop();
		assertThat(effects()).isEmpty();
		assertThat(this.jdbc.queryForList("select attempts from signals_outbox", Integer.class)).hasSize(ALL)
			.containsOnly(0);
		onEach(uid, (heard) -> {
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(effects()).containsExactlyInAnyOrderElementsOf(names(0, ALL));
	}

	@Test
	void whatHasFailedBeforeSharesWithNone() { // S24
		record(ALL);
		Long last = this.jdbc.queryForObject("select max(sequence_number) from signals_outbox where uid = 'shared'",
				Long.class);
		this.jdbc.update("update signals_outbox set attempts = 1 where sequence_number = ?", last);
		onEach("shared", (heard) -> {
		});
		deliver("shared");
		awaitAllDone();
		int place = this.script.names("shared").indexOf("p" + (ALL - 1));
		assertThat(this.sessions).filteredOn(this.sessions.get(place)::equals).hasSize(1);
		assertShared(ALL - 1, 1);
	}

}
