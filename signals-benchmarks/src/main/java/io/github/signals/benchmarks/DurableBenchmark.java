package io.github.signals.benchmarks;

import java.util.Locale;
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

import io.github.signals.benchmarks.DurableCluster.Rates;

/**
 * How many calls a second are recorded and delivered on PostgreSQL, by durable receivers
 * of one item, by those whose calls share a transaction, by those of lists, by Spring
 * Modulith's registry of event publications and by gruelbox's outbox, and how many could
 * be by the least that can be done with a transaction for each call. They take turns in
 * the same process, with a database of their own each; single calls and Spring Modulith's
 * also with more and more nodes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableBenchmark {

	/** How many items a transaction creates. */
	@Param({ "1", "10", "100" })
	public int rows;

	/** What receivers do. */
	@Param("COUNT")
	public ReceiverWork receiver;

	/** How many transactions there are in a turn. */
	@Param("2000")
	public int transactions;

	/** How many nodes there are at most: one, two or four. */
	@Param("1")
	public int nodes;

	private Database.Server server;

	private DurableCluster signals;

	private DurableCluster modulith;

	private DurableCluster lists;

	private DurableCluster shared;

	private DurableCluster gruelbox;

	private DurableCluster floor;

	private boolean turn;

	/**
	 * Start all nodes.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.signals = cluster(DurableVariant.SIGNALS, this.nodes);
		this.modulith = cluster(DurableVariant.MODULITH, this.nodes);
		this.lists = cluster(DurableVariant.LISTS, 1);
		this.shared = cluster(DurableVariant.SHARED, 1);
		this.gruelbox = cluster(DurableVariant.GRUELBOX, 1);
		this.floor = cluster(DurableVariant.FLOOR, 1);
	}

	private DurableCluster cluster(DurableVariant variant, int count) {
		String url = this.server.createDurable(variant.name().toLowerCase(Locale.ROOT));
		return new DurableCluster(variant, this.receiver, url, count);
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.signals.check();
		this.modulith.check();
		this.lists.check();
		this.shared.check();
		this.gruelbox.check();
		this.floor.check();
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.signals.close();
		this.modulith.close();
		this.lists.close();
		this.shared.close();
		this.gruelbox.close();
		this.floor.close();
		this.server.close();
	}

	/**
	 * Have all do the same, with more and more nodes.
	 * @param speeds how fast they are
	 */
	@Benchmark
	public void deliver(Speeds speeds) {
		for (int count = 1; count <= this.nodes; count *= 2) {
			this.turn = !this.turn;
			Rates first = rates(this.turn ? this.signals : this.modulith, count);
			Rates second = rates(this.turn ? this.modulith : this.signals, count);
			speeds.set(count, this.turn ? first : second, this.turn ? second : first);
		}
		speeds.lists(rates(this.lists, 1));
		speeds.shared(rates(this.shared, 1));
		speeds.gruelbox(rates(this.gruelbox, 1));
		speeds.floor(rates(this.floor, 1));
		speeds.signalsRepeated = this.signals.repeated();
		speeds.modulithRepeated = this.modulith.repeated();
	}

	private Rates rates(DurableCluster cluster, int count) {
		return cluster.deliver(count, this.rows, this.transactions);
	}

	/**
	 * Items a second, by the number of nodes.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Speeds {

		/** Recorded by one node of ours. */
		public double signalsRecorded;

		/** Recorded by one node of Spring Modulith. */
		public double modulithRecorded;

		/** Delivered by one node of ours. */
		public double signals1;

		/** Delivered by one node of Spring Modulith. */
		public double modulith1;

		/** Delivered by two nodes of ours. */
		public double signals2;

		/** Delivered by two nodes of Spring Modulith. */
		public double modulith2;

		/** Delivered by four nodes of ours. */
		public double signals4;

		/** Delivered by four nodes of Spring Modulith. */
		public double modulith4;

		/** Delivered to a receiver of lists, on one node. */
		public double lists;

		/** Delivered by calls that share a transaction, on one node. */
		public double shared;

		/** Delivered by gruelbox's outbox, on one node. */
		public double gruelbox;

		/** Delivered by hand, on one node. */
		public double floor;

		/** Microseconds of a core for an item, one node of ours. */
		public double signalsCpu;

		/** The same of one node of Spring Modulith. */
		public double modulithCpu;

		/** The same of a receiver of lists. */
		public double listsCpu;

		/** The same of calls that share a transaction. */
		public double sharedCpu;

		/** The same of gruelbox's outbox. */
		public double gruelboxCpu;

		/** The same by hand. */
		public double floorCpu;

		/** Calls of ours for an item that had been received, up to now. */
		public double signalsRepeated;

		/** The same of Spring Modulith. */
		public double modulithRepeated;

		void lists(Rates rates) {
			this.lists = rates.delivered();
			this.listsCpu = rates.cpu();
		}

		void shared(Rates rates) {
			this.shared = rates.delivered();
			this.sharedCpu = rates.cpu();
		}

		void gruelbox(Rates rates) {
			this.gruelbox = rates.delivered();
			this.gruelboxCpu = rates.cpu();
		}

		void floor(Rates rates) {
			this.floor = rates.delivered();
			this.floorCpu = rates.cpu();
		}

		void set(int nodes, Rates signals, Rates modulith) {
			switch (nodes) {
				case 1 -> {
					this.signalsRecorded = signals.recorded();
					this.modulithRecorded = modulith.recorded();
					this.signals1 = signals.delivered();
					this.modulith1 = modulith.delivered();
					this.signalsCpu = signals.cpu();
					this.modulithCpu = modulith.cpu();
				}
				case 2 -> {
					this.signals2 = signals.delivered();
					this.modulith2 = modulith.delivered();
				}
				default -> {
					this.signals4 = signals.delivered();
					this.modulith4 = modulith.delivered();
				}
			}
		}

	}

}
