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

import io.github.signals.benchmarks.DurableCluster.Rates;

/**
 * What calls cost on PostgreSQL, and nothing else: all are recorded before, by
 * transactions of a hundred items. Single calls, those that share a transaction, lists,
 * and the least that can be done if calls share a transaction take turns in the same
 * process, with a database of their own each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableCallBenchmark {

	private static final int HUNDRED = 100;

	/** What receivers do. */
	@Param({ "COUNT", "INSERT" })
	public ReceiverWork receiver;

	/** How many calls there are in a turn. */
	@Param("20000")
	public int calls;

	private Database.Server server;

	private List<DurableCluster> clusters;

	private int round;

	/**
	 * Start the applications.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.clusters = Stream
			.of(DurableVariant.SIGNALS, DurableVariant.SHARED, DurableVariant.LISTS, DurableVariant.SHARED_FLOOR)
			.map(this::cluster)
			.toList();
	}

	private DurableCluster cluster(DurableVariant variant) {
		String url = this.server.createDurable(variant.name().toLowerCase(Locale.ROOT));
		return new DurableCluster(variant, this.receiver, url, 1);
	}

	/**
	 * Record what is to be called.
	 */
	@Setup(Level.Iteration)
	public void fill() {
		this.clusters.forEach((cluster) -> cluster.fill(this.calls, HUNDRED));
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.clusters.forEach(DurableCluster::check);
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.clusters.forEach(DurableCluster::close);
		this.server.close();
	}

	/**
	 * Have one after the other make its calls.
	 * @param speeds how fast they are
	 */
	@Benchmark
	public void call(Speeds speeds) {
		Rates[] rates = new Rates[this.clusters.size()];
		for (int i = 0; i < rates.length; i++) {
			int index = (i + this.round) % rates.length;
			rates[index] = this.clusters.get(index).drain();
			this.clusters.get(index).stop();
		}
		this.round++;
		speeds.signals(rates[0]);
		speeds.shared(rates[1]);
		speeds.lists(rates[2]);
		speeds.floor(rates[3]);
	}

	/**
	 * Calls a second, and what a call costs.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Speeds {

		/** Single calls. */
		public double signals;

		/** Calls that share a transaction. */
		public double shared;

		/** Calls with lists, by items. */
		public double lists;

		/** By hand, on one thread. */
		public double floor;

		/** Microseconds of a core for a single call. */
		public double signalsCpu;

		/** The same of a call that shares a transaction. */
		public double sharedCpu;

		/** The same of an item in a list. */
		public double listsCpu;

		/** The same by hand. */
		public double floorCpu;

		void signals(Rates rates) {
			this.signals = rates.delivered();
			this.signalsCpu = rates.cpu();
		}

		void shared(Rates rates) {
			this.shared = rates.delivered();
			this.sharedCpu = rates.cpu();
		}

		void lists(Rates rates) {
			this.lists = rates.delivered();
			this.listsCpu = rates.cpu();
		}

		void floor(Rates rates) {
			this.floor = rates.delivered();
			this.floorCpu = rates.cpu();
		}

	}

}
