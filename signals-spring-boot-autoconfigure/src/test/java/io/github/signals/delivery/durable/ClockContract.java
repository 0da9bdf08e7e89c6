package io.github.signals.delivery.durable;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.ConnectionCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Clocks that are set back by an hour, so that what was due is due in an hour (S21).
 */
abstract class ClockContract extends DurableTestBase {

	private static final long HOUR = TimeUnit.HOURS.toMillis(1);

	@Test
	void believesNoWaitThatIsLongerThanTheLongestBackOff() {
		this.delivery.stop();
		Parcel parcel = save("one");
		update(parcel, (found) -> found.name = "two");
		this.jdbc.update("update signals_outbox set due = ?", System.currentTimeMillis() + HOUR);
		update(parcel, (found) -> found.name = "three");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(1);
		assertThat(this.script.of("updated")).extracting((call) -> call.changes().after("name"))
			.containsExactly("two", "three");
	}

	@Test
	void triesAgainWhatHasFailedBeforeTheClockWasSetBack() {
		this.script.on("updated", (call) -> {
			if (this.script.of("updated").size() < 2) {
				throw new IllegalStateException("once");
			}
		});
		Parcel parcel = save("one");
		awaitAllDone();
		update(parcel, (found) -> found.name = "two");
		awaitHeard("updated", 1);
		this.delivery.stop();
		this.jdbc.update("update signals_outbox set due = ?", System.currentTimeMillis() + HOUR);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("updated")).hasSize(2);
	}

	// The engine's heartbeats and due times (kagkarlsson/db-scheduler #433)
	@Test
	void followsTheClockOfTheDatabaseWhateverThatOfTheNodeTells() {
		String product = Objects.requireNonNull(this.jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName()));
		CallTable table = new CallTable(Objects.requireNonNull(this.jdbc.getDataSource()), product,
				new TableNames(null));
		AtomicLong nanos = new AtomicLong();
		DatabaseClock clock = new DatabaseClock(table::now, nanos::get);
		clock.follow();
		assertThat(clock.now()).isCloseTo(Instant.ofEpochMilli(table.now()), within(5, ChronoUnit.SECONDS));
		nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
		assertThat(clock.now()).isAfter(Instant.ofEpochMilli(table.now()).plus(59, ChronoUnit.MINUTES));
		clock.follow();
		assertThat(clock.now()).isCloseTo(Instant.ofEpochMilli(table.now()), within(5, ChronoUnit.SECONDS));
	}

	// What nobody was told of is found by the sweep, which is due in an hour as well
	@Test
	void sweepsThoughTheSweepIsDueInAnHour() {
		this.script.on("created", (call) -> {
			throw new IllegalStateException("parked");
		});
		save("one");
		awaitParked(1);
		this.script.clear();
		await().until(() -> this.jdbc.update("update signals_outbox_partition set execution_time = ? where picked = ?",
				Timestamp.from(Instant.now().plusMillis(HOUR)), false) > 1);
		this.jdbc.update("update signals_outbox set parked = ?", false);
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

}
