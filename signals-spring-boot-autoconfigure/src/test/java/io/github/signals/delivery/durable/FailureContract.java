package io.github.signals.delivery.durable;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.system.CapturedOutput;

import io.github.signals.DurableCalls.PartitionCounts;
import io.github.signals.ParkedCall;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.DurableHealthIndicator;
import io.github.signals.actuate.ParkedCallsDescriptor;
import io.github.signals.actuate.ParkedCallsDescriptor.ParkedCallDescriptor;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.actuate.SignalsEndpoint.ReceiverOperation;
import io.github.signals.delivery.durable.Parcel.Status;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.SignalsMeters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of calls that fail, and of those that run when the application stops.
 */
abstract class FailureContract extends DurableTestBase {

	@Autowired
	private Outage outage;

	private SignalsMeters measured;

	@Autowired
	private ReceiverRegistry registry;

	@Test
	void commitsTheEndOfTheRecordWithWhatTheReceiverHasWritten() {
		int[] calls = new int[1];
		this.script.on("created", (call) -> {
			this.jdbc.update("insert into effects values (?)", call.parcel().name);
			if (calls[0]++ < 1) {
				throw new IllegalStateException("the first attempt fails");
			}
		});
		save("one");
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(2);
		assertThat(this.script.of("created").get(1).context().id())
			.isEqualTo(this.script.of("created").get(0).context().id());
		assertThat(this.jdbc.queryForList("select name from effects", String.class)).containsExactly("one");
	}

	// An error is a failure as any other; a fatal one is thrown on when it is recorded
	@Test
	void recordsAnErrorAndCallsAgain(CapturedOutput output) {
		List<Error> errors = List.of(new AssertionError("broken"), new InternalError("simulated"));
		AtomicInteger calls = new AtomicInteger();
		this.script.on("created", (call) -> {
			int number = calls.getAndIncrement();
			if (number < errors.size()) {
				throw errors.get(number);
			}
		});
		save("one");
		await().dontCatchUncaughtExceptions().until(() -> records() == 0);
		assertThat(this.script.of("created")).hasSize(3);
		assertThat(output).containsOnlyOnce("AssertionError: broken")
			.contains("attempt 1 of 3", "attempt 2 of 3")
			.contains("Exception in thread \"signals-durable-");
	}

	@Test
	void parksACallThatFailsTooOftenAndReplaysIt(CapturedOutput output) {
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		Parcel parcel = save("one");
		awaitParked(1);
		assertThat(this.script.of("created")).hasSize(3);
		assertThat(this.signals.durable().waiting()).isZero();
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.uid()).isEqualTo("created");
		assertThat(parked.sender()).isEqualTo(Parcel.class.getName());
		assertThat(parked.entity()).isEqualTo(parcel.getId().toString());
		assertThat(parked.attempts()).isEqualTo(3);
		assertThat(parked.error()).isEqualTo("java.lang.IllegalArgumentException: always");
		assertThat(parked.id()).isEqualTo(this.script.of("created").get(0).context().id());
		assertThat(output.getOut()).containsOnlyOnce("is parked");
		this.script.clear();
		assertThat(this.signals.durable().replay(parked.id())).isTrue();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
		assertThat(this.signals.durable().replay(parked.id())).isFalse();
	}

	@Test
	void measuresWhatWaitsAndWhatIsParked() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		// A gauge does not keep what it measures.
		this.measured = new SignalsMeters(this.registry, () -> 0, this.signals::durable, this.delivery::gone);
		this.measured.bindTo(meters);
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		awaitParked(1);
		this.delivery.stop();
		save("two");

		assertThat(meters.get("signals.durable.parked").gauge().value()).isEqualTo(1);
		assertThat(meters.get("signals.durable.waiting").gauge().value()).isEqualTo(1);
		await().until(() -> meters.get("signals.durable.oldest").timeGauge().value() > 0);
	}

	@Test
	void isNotHealthyWhileCallsAreParked() {
		DurableHealthIndicator indicator = new DurableHealthIndicator(this.registry, this.signals.durable(), "DOWN");
		assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
		assertThat(indicator.health().getDetails()).isEqualTo(Map.of("parked", 0L, "waiting", 0L));
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		awaitParked(1);
		this.delivery.stop();
		save("two");
		Health health = indicator.health();
		assertThat(health.getStatus()).isEqualTo(Health.down().build().getStatus());
		assertThat(health.getDetails()).containsEntry("parked", 1L)
			.containsEntry("waiting", 1L)
			.containsEntry("oldest", this.signals.durable().oldestWaiting());
		assertThat(new DurableHealthIndicator(new ReceiverRegistry(), this.signals.durable(), "DOWN").health())
			.isEqualTo(Health.up().build());
	}

	@Test
	void showsAndDecidesWhatIsParkedByTheEndpoint() {
		SignalsEndpoint endpoint = new SignalsEndpoint(this.signals, new CallStatistics(), Set::of);
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		save("two");
		awaitParked(2);
		assertThat(endpoint.signals().durable().parked()).isEqualTo(2);
		ParkedCallsDescriptor parked = ParkedCallsDescriptor.of(this.signals.durable());
		assertThat(parked.parked()).isEqualTo(2);
		assertThat(parked.calls()).extracting(ParkedCallDescriptor::uid).containsExactly("created", "created");
		assertThat(parked.calls()).extracting(ParkedCallDescriptor::error)
			.containsOnly("java.lang.IllegalArgumentException");
		assertThat(endpoint.signals().durable().waiting()).isZero();
		assertThat(endpoint.change("updated", ReceiverOperation.DISCARD, null, null).calls()).isZero();
		assertThat(endpoint.change("created", ReceiverOperation.REPLAY, null, null).calls()).isEqualTo(2);
		awaitParked(2);
		assertThat(this.script.of("created")).hasSize(12);
		String one = parked.calls().get(0).id().toString();
		assertThat(endpoint.change(one, ReceiverOperation.REPLAY, null, null).calls()).isEqualTo(1);
		awaitParked(2);
		assertThat(this.script.of("created")).hasSize(15);
		assertThat(endpoint.change(one, ReceiverOperation.DISCARD, null, null).calls()).isEqualTo(1);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.change(one, ReceiverOperation.DISCARD, null, null))
			.withMessageContaining("no parked call");
		assertThat(endpoint.change("created", ReceiverOperation.DISCARD, null, null).calls()).isEqualTo(1);
		assertThat(records()).isZero();
	}

	@Test
	void holdsTheCallsOfAReceiverThatIsSwitchedOff() {
		CountDownLatch open = new CountDownLatch(1);
		Parcel parcel = save("one");
		this.script.on("updated", (call) -> await(open));
		update(parcel, (loaded) -> loaded.name = "two");
		awaitHeard("updated", 1);
		update(parcel, (loaded) -> loaded.name = "three");
		try {
			assertThat(this.signals.disable("updated")).isTrue();
			open.countDown();
			save("another");
			awaitHeard("created", 2);
			update(parcel, (loaded) -> loaded.name = "not recorded");
			await().until(() -> records() == 1);
			assertThat(this.script.of("updated")).hasSize(1);
			assertThat(this.signals.durable().waiting()).isEqualTo(1);
			this.delivery.stop();
			this.delivery.start();
		}
		finally {
			assertThat(this.signals.enable("updated")).isTrue();
		}
		awaitAllDone();
		assertThat(this.script.of("updated")).hasSize(2);
	}

	@Test
	void recordsWhatWasChangedBeforeTheReceiverWasSwitchedOff() { // S15
		try {
			this.transaction.executeWithoutResult((status) -> {
				this.parcels.saveAndFlush(new Parcel("one"));
				this.signals.receivers().forEach((receiver) -> this.signals.disable(receiver.uid()));
			});
			assertThat(records()).isEqualTo(1);
		}
		finally {
			this.signals.receivers().forEach((receiver) -> this.signals.enable(receiver.uid()));
		}
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void countsTheCallsOfEachReceiverAndPartition() {
		assertThat(this.signals.durable().partitions()).allMatch((counts) -> counts.waiting() + counts.parked() == 0);
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		awaitParked(1);
		this.delivery.stop();
		save("two");
		this.jdbc.update("update signals_outbox set attempts = 1 where parked = false");
		this.jdbc.update("update signals_outbox_partition set picked = true, picked_by = 'one' where task_name = ?",
				"receiver:created");
		List<PartitionCounts> partitions = this.signals.durable().partitions();
		this.jdbc.update("update signals_outbox_partition set picked = false, picked_by = null");
		assertThat(partitions).extracting(PartitionCounts::uid).containsOnly("created");
		assertThat(partitions.stream().mapToLong(PartitionCounts::parked).sum()).isEqualTo(1);
		assertThat(partitions).filteredOn((counts) -> counts.waiting() > 0).singleElement().satisfies((counts) -> {
			assertThat(counts.retrying()).isEqualTo(1);
			assertThat(counts.oldestWaiting()).isEqualTo(this.signals.durable().oldestWaiting());
		});
		assertThat(partitions).filteredOn((counts) -> counts.parked() > 0)
			.extracting(PartitionCounts::node)
			.containsExactly("one");
	}

	@Test
	void discardsAParkedCall() {
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		awaitParked(1);
		assertThat(this.signals.durable().discard(this.signals.durable().parked(0, 1).get(0).id())).isTrue();
		assertThat(records()).isZero();
		assertThat(this.signals.durable().discardAll("created")).isZero();
	}

	@Test
	void triesAReceiverAsOftenAsItsOwnSettingSays() {
		this.script.on("deleted", (call) -> {
			throw new IllegalStateException("once is enough");
		});
		Parcel parcel = save("one");
		this.parcels.deleteById(parcel.getId());
		awaitParked(1);
		assertThat(this.script.of("deleted")).hasSize(1);
	}

	@Test
	void interruptsACallThatTakesTooLongAndTriesItAgain() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		Parcel parcel = save("one");
		awaitAllDone();
		this.script.on("status.changed", (call) -> {
			this.jdbc.update("insert into effects values ('rolled back')");
			if (calls.getAndIncrement() == 0) {
				await(never);
			}
		});
		update(parcel, (found) -> found.status = Status.SENT);
		awaitAllDone();
		assertThat(calls).hasValue(2);
		assertThat(this.jdbc.queryForList("select name from effects", String.class)).hasSize(1);
	}

	@Test
	void countsALateReturnAsAFailure(CapturedOutput output) {
		Parcel parcel = save("one");
		awaitAllDone();
		AtomicInteger calls = new AtomicInteger();
		this.script.on("status.changed", (call) -> {
			long start = System.nanoTime();
			while (calls.get() == 0 && System.nanoTime() - start < 500_000_000) {
				Thread.onSpinWait();
			}
			calls.incrementAndGet();
		});
		update(parcel, (found) -> found.status = Status.SENT);
		awaitAllDone();
		assertThat(calls).hasValue(2);
		assertThat(output.getOut()).contains("The receiver took longer than 300 ms");
	}

	@Test
	void finishesWhatRunsAndBeginsNothingMoreWhenItStops() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		this.script.on("created", (call) -> {
			begun.countDown();
			await(open);
		});
		Parcel parcel = save("one");
		await(begun);
		update(parcel, (found) -> found.name = "changed");
		Thread stopping = new Thread(this.delivery::stop);
		stopping.start();
		await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
		Parcel other = save("two");
		open.countDown();
		stopping.join();
		assertThat(this.script.names("created")).containsExactly("one");
		assertThat(this.jdbc.queryForList("select uid from signals_outbox", String.class)).contains("created");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(2);
		assertThat(this.script.of("created").get(1).parcel().getId()).isEqualTo(other.getId());
	}

	@Test
	void leavesWhatDoesNotFinishInTimeToTheNextStart(CapturedOutput output) {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		this.script.on("created", (call) -> {
			begun.countDown();
			await(never);
		});
		save("one");
		await(begun);
		this.delivery.stop();
		assertThat(records()).isEqualTo(1);
		assertThat(this.jdbc.queryForObject("select attempts from signals_outbox", Integer.class)).isZero();
		this.script.clear();
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void waitsForADatabaseThatIsAwayForAMomentAndCountsNoAttempt(CapturedOutput output) {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		this.script.on("created", (call) -> {
			begun.countDown();
			await(open);
		});
		this.transaction.executeWithoutResult(
				(status) -> this.parcels.saveAll(IntStream.range(0, 40).mapToObj((i) -> new Parcel("p" + i)).toList()));
		await(begun);
		this.outage.begin();
		try {
			open.countDown();
			// A thread of the engine may end by the outage, and is replaced.
			await().dontCatchUncaughtExceptions().until(() -> output.getOut().contains("The database is away"));
		}
		finally {
			this.outage.end();
		}
		awaitAllDone();
		assertThat(this.script.names("created")).hasSize(40).doesNotHaveDuplicates();
		assertThat(output.getOut()).doesNotContain("attempt 1 of");
	}

	@Test
	void callsAtTheNextStartForWhatNobodyWasToldOf() {
		this.delivery.stop();
		save("one");
		assertThat(records()).isEqualTo(1);
		assertThat(this.signals.durable().waiting()).isEqualTo(1);
		assertThat(this.signals.durable().oldestWaiting()).isBeforeOrEqualTo(Instant.now());
		assertThat(this.script.heard).isEmpty();
		this.delivery.start();
		awaitHeard("created", 1);
		awaitAllDone();
		assertThat(this.signals.durable().oldestWaiting()).isNull();
	}

	@Test
	void sweepsWhatNobodyWasToldOf() {
		this.script.on("created", (call) -> {
			throw new IllegalStateException("parked");
		});
		save("one");
		awaitParked(1);
		this.script.clear();
		this.jdbc.update("update signals_outbox set parked = false");
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void takesOverThePartitionOfANodeThatHasDied() {
		this.delivery.stop();
		save("one");
		Integer partition = this.jdbc.queryForObject("select partition_number from signals_outbox", Integer.class);
		Timestamp died = Timestamp.from(Instant.now());
		this.jdbc.update("delete from signals_outbox_partition where task_name = 'receiver:created'");
		this.jdbc.update(
				"insert into signals_outbox_partition"
						+ " (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)"
						+ " values ('receiver:created', ?, ?, true, 'dead', ?, 1)",
				String.valueOf(partition), died, died);
		this.delivery.start();
		awaitHeard("created", 1);
		awaitAllDone();
		// Six heartbeats of half a second, and the node that is alive looks at every
		// other one.
		assertThat(Duration.between(died.toInstant(), Instant.now())).isGreaterThan(Duration.ofSeconds(3));
	}

	@Test
	void isNotSlowedByAReceiverThatAlwaysFails() { // poison among healthy ones
		this.script.on("updated", (call) -> {
			throw new IllegalStateException("poison");
		});
		List<Parcel> all = this.transaction.execute((status) -> this.parcels
			.saveAll(IntStream.range(0, 100).mapToObj((i) -> new Parcel("p" + i)).toList()));
		awaitHeard("created", 100);
		this.transaction
			.executeWithoutResult((status) -> this.parcels.findAllById(all.stream().map(Parcel::getId).toList())
				.forEach((parcel) -> parcel.status = Status.SENT));
		awaitHeard("status.changed", 100);
		awaitParked(100);
		assertThat(this.script.of("updated")).hasSize(300);
		assertThat(this.signals.durable().parked(0, 1000)).hasSize(100);
		assertThat(this.signals.durable().parked(90, 20)).hasSize(10);
		this.script.clear();
		assertThat(this.signals.durable().replayAll("updated")).isEqualTo(100);
		awaitAllDone();
		assertThat(this.script.of("updated")).hasSize(100);
	}

}
