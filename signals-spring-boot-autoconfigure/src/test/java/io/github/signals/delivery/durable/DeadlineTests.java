package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for how calls of one thread are ended in time.
 */
class DeadlineTests {

	private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void stop() {
		this.timers.shutdownNow();
	}

	private boolean waitFor(long millis) {
		try {
			return !this.never.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aCallThatTakesTooLongIsInterrupted() {
		Deadline deadline = Deadline.of(this.timers, Duration.ofMillis(100));
		assertThatExceptionOfType(LateReceiverException.class).isThrownBy(() -> deadline.limit(() -> waitFor(20_000)))
			.withMessageContaining("took longer than 100 ms")
			.withRootCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void eachCallHasTheFullTimeThoughThereIsOneTimer() {
		Deadline deadline = Deadline.of(this.timers, Duration.ofMillis(600));
		for (int i = 0; i < 4; i++) {
			deadline.limit(() -> assertThat(waitFor(250)).isTrue());
			assertThat(this.timers.getQueue().size()).isLessThanOrEqualTo(1);
		}
		assertThat(Deadline.of(this.timers, Duration.ofMillis(600))).isSameAs(deadline);
	}

	@Test
	void theTimerEndsWhenNothingRuns() {
		Deadline.of(this.timers, Duration.ofMillis(50)).limit(() -> {
		});
		await().until(() -> this.timers.getQueue().isEmpty());
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void aCallWithAnotherTimeHasATimerOfItsOwn() {
		Deadline.of(this.timers, Duration.ofMinutes(5)).limit(() -> {
		});
		assertThatExceptionOfType(LateReceiverException.class)
			.isThrownBy(() -> Deadline.of(this.timers, Duration.ofMillis(100)).limit(() -> waitFor(20_000)));
	}

}
