package io.github.signals.benchmarks;

import java.util.concurrent.TimeUnit;

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

/**
 * What several threads save in a time, each of them rows of its own: a bare repository
 * and one that is heard take turns in the same process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class ThreadsBenchmark {

	// Each thread has a block of identifiers, so that none waits for another's.
	static final String OWN_IDENTIFIERS = "spring.jpa.properties.hibernate.id.optimizer.pooled.preferred=pooled-lotl";

	static final int ENTITIES = 100;

	/** Who hears of it. */
	@Param("NO_RECEIVER")
	public SaveVariant variant;

	/** How many transactions a thread has, of 100 entities each. */
	@Param("20")
	public int transactions;

	/** How often the two take turns. */
	@Param("10")
	public int turns;

	private SaveApplication bare;

	private SaveApplication heard;

	private final Crew crew = new Crew();

	/**
	 * Start both applications.
	 */
	@Setup
	public void start() {
		Database.Server server = Database.H2.start();
		this.bare = new SaveApplication(SaveVariant.BARE, Database.H2, server.create("bare"), OWN_IDENTIFIERS);
		this.heard = new SaveApplication(this.variant, Database.H2, server.create("heard"), OWN_IDENTIFIERS);
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.heard.check();
	}

	/**
	 * Stop both.
	 */
	@TearDown
	public void stop() {
		this.crew.close();
		this.bare.close();
		this.heard.close();
	}

	/**
	 * Have both do the same work, with more and more threads.
	 * @param times what it took
	 */
	@Benchmark
	public void save(Times times) {
		for (int threads = 1; threads <= Crew.MOST; threads *= 2) {
			double saves = (double) threads * this.transactions * ENTITIES * this.turns;
			for (int turn = 0; turn < this.turns; turn++) {
				long first = time((turn % 2 == 0) ? this.bare : this.heard, threads);
				long second = time((turn % 2 == 0) ? this.heard : this.bare, threads);
				times.add(threads, ((turn % 2 == 0) ? first : second) / saves,
						((turn % 2 == 0) ? second : first) / saves);
			}
		}
	}

	private long time(SaveApplication application, int threads) {
		application.empty();
		application.expect(threads * this.transactions * ENTITIES);
		return this.crew.work(threads, () -> save(application, this.transactions));
	}

	static void save(SaveApplication application, int transactions) {
		for (int i = 0; i < transactions; i++) {
			application.transaction().executeWithoutResult((status) -> application.insert(ENTITIES));
		}
	}

	/**
	 * Nanoseconds a save, by the number of threads.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Times {

		/** One thread, bare. */
		public double bare1;

		/** One thread, heard. */
		public double heard1;

		/** Two threads, bare. */
		public double bare2;

		/** Two threads, heard. */
		public double heard2;

		/** Four threads, bare. */
		public double bare4;

		/** Four threads, heard. */
		public double heard4;

		/** Eight threads, bare. */
		public double bare8;

		/** Eight threads, heard. */
		public double heard8;

		void add(int threads, double bare, double heard) {
			switch (threads) {
				case 1 -> {
					this.bare1 += bare;
					this.heard1 += heard;
				}
				case 2 -> {
					this.bare2 += bare;
					this.heard2 += heard;
				}
				case 4 -> {
					this.bare4 += bare;
					this.heard4 += heard;
				}
				default -> {
					this.bare8 += bare;
					this.heard8 += heard;
				}
			}
		}

	}

}
