package io.github.signals.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.github.signals.benchmarks.Waits.Wait;

import static org.assertj.core.api.Assertions.assertThat;

class WaitsTests {

	@Test
	void areOursWhereOurCodeCallsWhatWaits() {
		assertThat(waiting("io.github.signals.dispatch.ReceiverRegistry", "org.hibernate.Session").isOurs()).isTrue();
		assertThat(waiting("jdk.internal.misc.Unsafe", "java.util.concurrent.locks.LockSupport",
				"org.springframework.util.function.SingletonSupplier", "io.github.signals.delivery.Journal")
			.isOurs()).isTrue();
	}

	@Test
	void areNotOursWhereWeHaveOnlyCalledWhatCallsWhatWaits() {
		assertThat(waiting("java.lang.Object", "org.h2.mvstore.db.MVTable", "org.h2.command.Command",
				"org.hibernate.Session", "io.github.signals.delivery.Journal")
			.isOurs()).isFalse();
		assertThat(waiting("java.lang.Object", "io.github.signals.benchmarks.Crew").isOurs()).isFalse();
		assertThat(waiting("java.lang.Object", "java.lang.Thread").isOurs()).isFalse();
	}

	@Test
	void areNotOursWhereAClassIsLoaded() {
		assertThat(waiting("jdk.internal.loader.BuiltinClassLoader", "java.lang.ClassLoader",
				"io.github.signals.delivery.Journal")
			.isOurs()).isFalse();
	}

	@Test
	void areAddedUp() {
		assertThat(new Waits(List.of(waiting("a.A"), waiting("b.B"))).milliseconds()).isEqualTo(3);
	}

	@Test
	void areRecordedHoweverShort() throws Exception {
		Waits waits = Waits.during(() -> LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(1)));

		assertThat(waits.matching((wait) -> wait.isOf(WaitsTests.class)).events()).isNotEmpty();
	}

	private static Wait waiting(String... stack) {
		return new Wait(Duration.ofNanos(1_500_000), List.of(stack));
	}

}
