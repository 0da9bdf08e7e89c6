package io.github.signals.benchmarks;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import io.github.signals.benchmarks.StartupBenchmark.Seeker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A benchmark fails if its receivers are not called as often as they have to be.
 */
class CallsTests {

	@Test
	void failsIfADispatchReachesNobody() {
		DispatchBenchmark benchmark = new DispatchBenchmark();
		benchmark.oneReceiver();
		assertThatNoException().isThrownBy(benchmark::check);

		benchmark.signals().disconnect("dispatchReceivers.one");
		benchmark.oneReceiver();

		assertThatIllegalStateException().isThrownBy(benchmark::check).withMessage("1 calls instead of 2");
		benchmark.stop();
	}

	@Test
	void failsIfAThreadDispatchesForNobody() {
		DispatchThreadsBenchmark.Cup cup = new DispatchThreadsBenchmark.Cup();
		DispatchThreadsBenchmark benchmark = new DispatchThreadsBenchmark();
		benchmark.dispatch(cup);
		assertThatNoException().isThrownBy(cup::check);

		benchmark.signals().disconnect(benchmark.signals().receivers().get(0).uid());
		benchmark.dispatch(cup);

		assertThatIllegalStateException().isThrownBy(cup::check).withMessage("1 calls instead of 2");
		benchmark.stop();
	}

	@Test
	void failsIfASaveIsNotHeard() {
		try (SaveApplication application = new SaveApplication(SaveVariant.AFTER_COMMIT, Database.H2,
				Database.H2.start().create("unheard"))) {
			application.insert(3, 2, false);
			assertThatNoException().isThrownBy(application::check);

			application.expect(1);

			assertThatIllegalStateException().isThrownBy(application::check).withMessage("6 calls instead of 7");
		}
	}

	@Test
	void failsIfASaveIsHeardTwice() {
		try (SaveApplication application = new SaveApplication(SaveVariant.IN_TRANSACTION, Database.H2,
				Database.H2.start().create("twice"))) {
			application.transaction().executeWithoutResult((status) -> application.insert(1));

			assertThatIllegalStateException().isThrownBy(application::check).withMessage("1 calls instead of 0");
		}
	}

	@Test
	void failsIfADurableCallIsMissing() {
		try (Database.Server server = Database.POSTGRESQL.start();
				DurableCluster cluster = new DurableCluster(DurableVariant.SIGNALS, server.create("durable"), 1)) {
			cluster.deliver(1, 3, 2);
			assertThatNoException().isThrownBy(cluster::check);
			cluster.fill(4, 3);
			assertThatNoException().isThrownBy(cluster::check);

			cluster.expect(1);

			assertThatIllegalStateException().isThrownBy(cluster::check)
				.withMessageEndingWith("6 of 11 items were received, 4 wait");
		}
	}

	@Test
	void countsItemsThatAreDeliveredAgain() {
		Deliveries deliveries = new Deliveries();
		List.of(1L, 2L, 1L, 1L).forEach(deliveries::add);

		assertThat(deliveries.items()).isEqualTo(2);
		assertThat(deliveries.repeated()).isEqualTo(2);
	}

	@Test
	void endsTheRunIfAReceiverIsMissing(@TempDir Path directory) throws Exception {
		// Two beans have room for four of the eight.
		new GeneratedBeans(2, 8).compile(directory, Seeker.SIGNALS.annotation);

		assertThatExceptionOfType(RunnerException.class)
			.isThrownBy(() -> new Runner(new OptionsBuilder().include("\\.StartupBenchmark\\.")
				// What JMH keeps of a run that has failed stays in its process.
				.forks(1)
				.jvmArgs("-XX:TieredStopAtLevel=1")
				.warmupIterations(0)
				.measurementIterations(1)
				.param("classes", directory + "/")
				.param("seeker", Seeker.SIGNALS.name())
				.param("beans", "2")
				.param("receivers", "8")
				.shouldFailOnError(true)
				.build()).run())
			.withStackTraceContaining("4 calls instead of 8");
	}

}
