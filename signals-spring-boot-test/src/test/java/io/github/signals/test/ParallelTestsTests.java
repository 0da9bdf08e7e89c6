package io.github.signals.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.Signal;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs tests that share an application context at the same time.
 */
class ParallelTestsTests {

	private static final int TESTS = 4;

	@Test
	void eachTestRecordsWhatItHasCausedAndWhatNoTestIsKnownFor() {
		TestExecutionSummary summary = LauncherRun.of(Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.mode.default", "concurrent",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", "8"), First.class, Second.class);
		assertThat(summary.getFailures()).extracting(TestExecutionSummary.Failure::getException).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(TESTS);
	}

	@TeaTest
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	abstract static class SharingAContext {

		private static final CyclicBarrier BARRIER = new CyclicBarrier(TESTS);

		private static ApplicationContext shared;

		@Autowired
		private TeaRepository teas;

		@Autowired
		private LabelRepository labels;

		@Autowired
		private Signals signals;

		@Autowired
		private RecordedSignals field;

		@Autowired
		private ApplicationContext context;

		@RepeatedTest(TESTS / 2)
		void records(RecordedSignals recorded) throws Exception {
			meet();
			shared = this.context;
			Tea tea = this.teas.save(new Tea("green"));
			meet();
			assertThat(this.context).isSameAs(shared);
			assertThat(recorded.signals(Signal.class)).hasSize(2); // of the tea and its
																	// label
			assertThat(this.field.signals(Signal.class)).isEqualTo(recorded.signals(Signal.class));
			assertThat(recorded).receiver("stock").ran(1).ranOnceFor(tea);
			assertThat(recorded).receiver("mail").ran(1).ranOnceFor(tea);
			assertThat(recorded).receiver("print").ran(1);
			recorded.await(Duration.ofSeconds(20));
			for (String uid : new String[] { "index", "ship" }) {
				assertThat(recorded).receiver(uid).ranOnceFor(tea);
				assertThat(this.field).receiver(uid).ran(1);
			}
			meet();
			Thread unknown = new Thread(() -> this.signals.send(new Rung("bell")));
			unknown.start();
			unknown.join();
			meet();
			assertThat(recorded).signalled(Rung.class).times(TESTS);
			meet();
			this.signals.mute(() -> {
				this.teas.deleteAllInBatch();
				this.labels.deleteAllInBatch();
			});
		}

		private static void meet() throws Exception {
			BARRIER.await(30, TimeUnit.SECONDS);
		}

	}

	static class First extends SharingAContext {

	}

	static class Second extends SharingAContext {

	}

	record Rung(String instance) implements Signal<String> {

	}

}
