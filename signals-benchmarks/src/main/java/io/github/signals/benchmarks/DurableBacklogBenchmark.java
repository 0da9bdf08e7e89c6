package io.github.signals.benchmarks;

import java.util.List;
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
 * How many calls a second are recorded, and as many made, while many others wait. Each
 * backlog has a database and an application of its own, which take turns in the same
 * process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableBacklogBenchmark {

	/** How many items a transaction creates of those that wait. */
	private static final int FILL = 1000;

	/** How many transactions there are in a turn, of one item each. */
	@Param("2000")
	public int transactions;

	/** How many calls wait at most. */
	@Param("1000000")
	public int largest;

	private Database.Server server;

	private List<Waiting> all;

	private int round;

	/**
	 * Start the applications, and have the calls wait.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.all = List.of(waiting(0), waiting(this.largest / 10), waiting(this.largest));
	}

	private Waiting waiting(int backlog) {
		String url = this.server.createDurable("backlog" + backlog);
		return new Waiting(backlog, new DurableCluster(DurableVariant.SIGNALS, url, 1));
	}

	/**
	 * Have as many wait as before. What the last turn has delivered beyond its own is
	 * written again.
	 */
	@Setup(Level.Iteration)
	public void fill() {
		this.all.forEach((waiting) -> waiting.cluster().fill(waiting.backlog(), FILL));
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.all.forEach((waiting) -> waiting.cluster().check());
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.all.forEach((waiting) -> waiting.cluster().close());
		this.server.close();
	}

	/**
	 * Have one after the other do the same.
	 * @param speeds how fast they are
	 */
	@Benchmark
	public void deliver(Speeds speeds) {
		double[] rates = new double[this.all.size()];
		for (int i = 0; i < rates.length; i++) {
			int index = (i + this.round) % rates.length;
			DurableCluster cluster = this.all.get(index).cluster();
			rates[index] = cluster.receive(1, this.transactions);
			cluster.check();
		}
		this.round++;
		speeds.none = rates[0];
		speeds.tenth = rates[1];
		speeds.whole = rates[2];
		speeds.repeated = this.all.stream().mapToLong((waiting) -> waiting.cluster().repeated()).sum();
	}

	private record Waiting(int backlog, DurableCluster cluster) {

	}

	/**
	 * Items a second, by how many calls wait.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Speeds {

		/** Nothing waits. */
		public double none;

		/** A tenth of the largest backlog. */
		public double tenth;

		/** The largest backlog. */
		public double whole;

		/** Calls for an item that had been received, up to now. */
		public double repeated;

	}

}
