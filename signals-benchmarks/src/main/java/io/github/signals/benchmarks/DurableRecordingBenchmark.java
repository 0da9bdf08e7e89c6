package io.github.signals.benchmarks;

import java.util.List;
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

/**
 * What recording a call adds to a transaction on PostgreSQL. The calls are not made
 * meanwhile. A bare repository, durable receivers and Spring Modulith's registry of event
 * publications take turns in the same process, with a database of their own each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableRecordingBenchmark {

	private static final int HUNDRED = 100;

	/** How many transactions of one item there are in a turn; a tenth have a hundred. */
	@Param("200")
	public int transactions;

	/** How often they take turns. */
	@Param("5")
	public int turns;

	private Database.Server server;

	private List<DurableNode> nodes;

	private int round;

	/**
	 * Start the applications.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.nodes = List.of(node(DurableVariant.BARE), node(DurableVariant.SIGNALS),
				node(DurableVariant.MODULITH, DurableReceivers.Nobody.class));
		this.nodes.forEach((node) -> node.deliver(false));
	}

	private DurableNode node(DurableVariant variant, Class<?>... others) {
		return new DurableNode(variant, this.server.createDurable(variant.name().toLowerCase(Locale.ROOT)), true,
				new Deliveries(), ReceiverWork.COUNT, others);
	}

	/**
	 * Fail if a record is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		long expected = (long) this.turns * (this.transactions + HUNDRED * hundreds());
		for (DurableNode node : this.nodes.subList(1, this.nodes.size())) {
			if (node.waiting() != expected) {
				throw new IllegalStateException(node.waiting() + " records instead of " + expected);
			}
			node.forget();
		}
	}

	/**
	 * Stop them.
	 */
	@TearDown
	public void stop() {
		this.nodes.forEach(DurableNode::close);
		this.server.close();
	}

	/**
	 * Have all do the same.
	 * @param times what it took
	 */
	@Benchmark
	public void record(Times times) {
		long[] one = new long[this.nodes.size()];
		long[] hundred = new long[this.nodes.size()];
		for (int turn = 0; turn < this.turns; turn++) {
			for (int i = 0; i < one.length; i++) {
				int index = (i + this.round) % one.length;
				one[index] += write(this.nodes.get(index), 1, this.transactions);
				hundred[index] += write(this.nodes.get(index), HUNDRED, hundreds());
			}
			this.round++;
		}
		double rows = (double) this.turns * this.transactions;
		times.bare1 = one[0] / rows;
		times.signals1 = one[1] / rows;
		times.modulith1 = one[2] / rows;
		rows = (double) this.turns * HUNDRED * hundreds();
		times.bare100 = hundred[0] / rows;
		times.signals100 = hundred[1] / rows;
		times.modulith100 = hundred[2] / rows;
	}

	private int hundreds() {
		return Math.max(1, this.transactions / 10);
	}

	private static long write(DurableNode node, int rows, int transactions) {
		long start = System.nanoTime();
		for (int i = 0; i < transactions; i++) {
			node.write(rows);
		}
		return System.nanoTime() - start;
	}

	/**
	 * Nanoseconds an item, by how many there are in a transaction.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Times {

		/** One item, bare. */
		public double bare1;

		/** One item, recorded by ours. */
		public double signals1;

		/** One item, recorded by Spring Modulith. */
		public double modulith1;

		/** A hundred items, bare. */
		public double bare100;

		/** A hundred items, recorded by ours. */
		public double signals100;

		/** A hundred items, recorded by Spring Modulith. */
		public double modulith100;

	}

}
