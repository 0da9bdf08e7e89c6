package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseClockTests {

	private static final long BEGIN = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

	private final DatabaseClock clock = new DatabaseClock(this::ask, () -> this.nanos);

	private long nanos;

	private long ahead;

	private long delay;

	private long ask() {
		this.nanos += this.delay;
		return BEGIN + TimeUnit.NANOSECONDS.toMillis(this.nanos) + this.ahead;
	}

	@BeforeEach
	void follow() {
		this.clock.follow();
		assertThat(this.clock.now()).isEqualTo(at(0));
	}

	private static Instant at(long millis) {
		return Instant.ofEpochMilli(BEGIN + millis);
	}

	@Test
	void isNotMovedByAnAnswerThatIsSlow() {
		this.delay = TimeUnit.SECONDS.toNanos(30);
		this.clock.follow();
		assertThat(this.clock.now()).isEqualTo(at(30_000));
	}

	@Test
	void isNotMovedByAFewMilliseconds() {
		this.ahead = -15;
		this.clock.follow();
		assertThat(this.clock.now()).isEqualTo(at(0));
	}

	@Test
	void isMovedByAnHourForwardAndBack() {
		this.ahead = TimeUnit.HOURS.toMillis(1);
		this.clock.follow();
		assertThat(this.clock.now()).isEqualTo(at(this.ahead));
		this.ahead = -this.ahead;
		this.clock.follow();
		assertThat(this.clock.now()).isEqualTo(at(this.ahead));
	}

}
