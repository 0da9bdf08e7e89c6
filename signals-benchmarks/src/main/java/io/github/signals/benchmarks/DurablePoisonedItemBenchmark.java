package io.github.signals.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
 * How many calls a second a durable receiver gets that fails for one item in a thousand,
 * each time, beside one that never does: of one item, of those whose calls share a
 * transaction, and of lists. All take turns in the same process, with a database of their
 * own each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurablePoisonedItemBenchmark {

	private static final int HUNDRED = 100;

	/** How many transactions of a hundred items there are in a turn. */
	@Param("100")
	public int transactions;

	private Database.Server server;

	private List<Pair> pairs;

	private boolean turn;

	/**
	 * Start the applications.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.pairs = Stream.of(DurableVariant.SIGNALS, DurableVariant.SHARED, DurableVariant.LISTS)
			.map((variant) -> new Pair(cluster(variant, ReceiverWork.COUNT), cluster(variant, ReceiverWork.POISON)))
			.toList();
	}

	private DurableCluster cluster(DurableVariant variant, ReceiverWork work) {
		String url = this.server.createDurable((variant + "_" + work).toLowerCase(Locale.ROOT));
		return new DurableCluster(variant, work, url, 1);
	}

	/**
	 * Fail if there was no call that failed, and forget those there were.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		for (Pair pair : this.pairs) {
			if (pair.poisoned.failed() == 0) {
				throw new IllegalStateException("Nothing has failed");
			}
			pair.poisoned.forget();
			pair.healthy.check();
		}
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.pairs.forEach(Pair::close);
		this.server.close();
	}

	/**
	 * Have one after the other do the same, while the others are at rest.
	 * @param speeds how fast the items were received that can be
	 */
	@Benchmark
	public void receive(Speeds speeds) {
		this.turn = !this.turn;
		for (int i = 0; i < this.pairs.size(); i++) {
			Pair pair = this.pairs.get(i);
			double first = receive(this.turn ? pair.healthy : pair.poisoned);
			double second = receive(this.turn ? pair.poisoned : pair.healthy);
			speeds.set(i, this.turn ? first : second, this.turn ? second : first);
		}
	}

	private double receive(DurableCluster cluster) {
		double speed = cluster.receiveOthers(HUNDRED, this.transactions);
		cluster.stop();
		return speed;
	}

	private record Pair(DurableCluster healthy, DurableCluster poisoned) {

		void close() {
			this.healthy.close();
			this.poisoned.close();
		}

	}

	/**
	 * Items a second.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Speeds {

		/** Single calls. */
		public double signals;

		/** Single calls, of which some fail. */
		public double signalsPoisoned;

		/** Calls that share a transaction. */
		public double shared;

		/** Calls that share a transaction, of which some fail. */
		public double sharedPoisoned;

		/** Lists. */
		public double lists;

		/** Lists, of which some have an item that fails. */
		public double listsPoisoned;

		void set(int pair, double healthy, double poisoned) {
			switch (pair) {
				case 0 -> {
					this.signals = healthy;
					this.signalsPoisoned = poisoned;
				}
				case 1 -> {
					this.shared = healthy;
					this.sharedPoisoned = poisoned;
				}
				default -> {
					this.lists = healthy;
					this.listsPoisoned = poisoned;
				}
			}
		}

	}

}
