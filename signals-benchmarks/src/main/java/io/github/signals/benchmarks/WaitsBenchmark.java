package io.github.signals.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often a thread waits for another one in code of the library, while eight of them
 * save and dispatch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class WaitsBenchmark {

	private static final Logger logger = LoggerFactory.getLogger(WaitsBenchmark.class);

	private static final int DISPATCHES = 10_000;

	/** How many transactions a thread has with each application. */
	@Param("50")
	public int transactions;

	private List<SaveApplication> applications;

	private DispatchThreadsBenchmark dispatch;

	private final Crew crew = new Crew();

	/**
	 * Start the applications.
	 */
	@Setup
	public void start() {
		Database.Server server = Database.H2.start();
		this.applications = List.of(
				new SaveApplication(SaveVariant.IN_TRANSACTION, Database.H2, server.create("now"),
						ThreadsBenchmark.OWN_IDENTIFIERS),
				new SaveApplication(SaveVariant.AFTER_COMMIT, Database.H2, server.create("later"),
						ThreadsBenchmark.OWN_IDENTIFIERS));
		this.dispatch = new DispatchThreadsBenchmark();
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.applications.forEach(SaveApplication::check);
	}

	/**
	 * Stop the applications.
	 */
	@TearDown
	public void stop() {
		this.crew.close();
		this.dispatch.stop();
		this.applications.forEach(SaveApplication::close);
	}

	/**
	 * Have eight threads save and dispatch, and look for what waits.
	 * @param found how often, and how long
	 * @throws IOException if the recording cannot be read
	 */
	@Benchmark
	public void record(Found found) throws IOException {
		Waits waits = Waits.during(() -> {
			this.crew.work(1, Made::await);
			this.crew.work(Crew.MOST, this::work);
		});
		if (waits.matching((wait) -> wait.isOf(Made.class)).events().isEmpty()) {
			throw new IllegalStateException("The recording lacks the wait that was made for it");
		}
		Waits ours = waits.ours();
		// The applications of the benchmarks log errors only.
		ours.events().forEach((wait) -> logger.error("Waited in code of ours: {}", wait.describe()));
		found.all = waits.events().size();
		found.allMilliseconds = waits.milliseconds();
		found.ours = ours.events().size();
		found.oursMilliseconds = ours.milliseconds();
		this.applications.forEach((application) -> {
			application.expect(Crew.MOST * this.transactions * ThreadsBenchmark.ENTITIES);
			application.empty();
		});
	}

	private void work() {
		DispatchThreadsBenchmark.Cup cup = new DispatchThreadsBenchmark.Cup();
		for (int i = 0; i < this.transactions; i++) {
			this.applications.forEach((application) -> ThreadsBenchmark.save(application, 1));
			for (int j = 0; j < DISPATCHES; j++) {
				this.dispatch.dispatch(cup);
			}
		}
		cup.check();
	}

	/**
	 * A wait that is there in any case, to see that waits are recorded.
	 */
	private static final class Made {

		static void await() {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}

	}

	/**
	 * What was found.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Found {

		/** Waits of any code. */
		public double all;

		/** How long these took. */
		public double allMilliseconds;

		/** Waits in code of the library. */
		public double ours;

		/** How long these took. */
		public double oursMilliseconds;

	}

}
