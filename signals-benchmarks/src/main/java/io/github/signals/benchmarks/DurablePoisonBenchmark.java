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
 * How many calls a second a durable receiver gets beside one that always fails, and
 * beside one that does not. Both applications record two calls for each item.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurablePoisonBenchmark {

	/** How many transactions of one item there are in a turn. */
	@Param("2000")
	public int transactions;

	private Database.Server server;

	private DurableCluster healthy;

	private DurableCluster poisoned;

	private boolean turn;

	/**
	 * Start both applications.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.healthy = new DurableCluster(DurableVariant.SIGNALS, this.server.createDurable("healthy"), 1,
				DurableReceivers.Healthy.class);
		this.poisoned = new DurableCluster(DurableVariant.SIGNALS, this.server.createDurable("poisoned"), 1,
				DurableReceivers.Poison.class);
	}

	/**
	 * Fail if there was no call that failed, and forget those there were.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.healthy.forget();
		if (this.poisoned.forget() == 0) {
			throw new IllegalStateException("Nothing has failed");
		}
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.healthy.close();
		this.poisoned.close();
		this.server.close();
	}

	/**
	 * Have one after the other do the same, while the other is at rest.
	 * @param speeds how fast the receiver that counts was called
	 */
	@Benchmark
	public void receive(Speeds speeds) {
		this.turn = !this.turn;
		double first = receive(this.turn ? this.healthy : this.poisoned);
		double second = receive(this.turn ? this.poisoned : this.healthy);
		speeds.besideHealthy = this.turn ? first : second;
		speeds.besidePoison = this.turn ? second : first;
	}

	private double receive(DurableCluster cluster) {
		double speed = cluster.receive(1, this.transactions);
		cluster.stop();
		return speed;
	}

	/**
	 * Items a second.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Speeds {

		/** Beside a receiver that never fails. */
		public double besideHealthy;

		/** Beside a receiver that always fails. */
		public double besidePoison;

	}

}
