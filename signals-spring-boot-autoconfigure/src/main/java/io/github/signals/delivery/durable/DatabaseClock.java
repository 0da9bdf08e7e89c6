package io.github.signals.delivery.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import com.github.kagkarlsson.scheduler.Clock;

/**
 * The clock of the database, which all nodes share: its time when it was asked, and what
 * has passed since by a clock that nobody sets. That of the node is of no account.
 */
final class DatabaseClock implements Clock {

	/** What a clock that is asked again may differ by, so that it does not run back. */
	private static final Duration TOLERANCE = Duration.ofMillis(20);

	private final LongSupplier database;

	private final LongSupplier nanos;

	private volatile Reading last;

	/**
	 * Create an instance.
	 * @param database asks the database for its time in milliseconds
	 * @param nanos tells how much time has passed
	 */
	DatabaseClock(LongSupplier database, LongSupplier nanos) {
		this.database = database;
		this.nanos = nanos;
		this.last = new Reading(Instant.now(), nanos.getAsLong());
	}

	@Override
	public Instant now() {
		Reading reading = this.last;
		return reading.at(this.nanos.getAsLong());
	}

	/**
	 * Ask the database again.
	 */
	void follow() {
		long begin = this.nanos.getAsLong();
		Instant time = Instant.ofEpochMilli(this.database.getAsLong());
		long inaccuracy = (this.nanos.getAsLong() - begin) / 2;
		Reading reading = new Reading(time, begin + inaccuracy);
		Duration difference = Duration.between(this.last.at(reading.nanos()), time).abs();
		if (difference.compareTo(TOLERANCE.plusNanos(inaccuracy)) > 0) {
			this.last = reading;
		}
	}

	/**
	 * A look at the clock.
	 *
	 * @param time its time
	 * @param nanos when it was looked at
	 */
	private record Reading(Instant time, long nanos) {

		Instant at(long later) {
			return this.time.plusNanos(later - this.nanos);
		}

	}

}
