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

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long it takes until a node does what another one has left that was killed. The
 * other one runs in a process of its own, with all settings as by default.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableRecoveryBenchmark {

	private static final int HUNDRED = 100;

	/** How many calls are recorded before. */
	@Param("8000")
	public int calls;

	private Database.Server server;

	private String url;

	private Deliveries deliveries;

	private DurableNode node;

	private DurableNodeProcess other;

	private Owners owners;

	private String killed;

	/**
	 * Start the node that goes on.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.url = this.server.createDurable(getClass().getSimpleName().toLowerCase(Locale.ROOT));
		this.deliveries = new Deliveries();
		this.node = new DurableNode(DurableVariant.SIGNALS, this.url, true, this.deliveries, ReceiverWork.WAIT);
		this.owners = new Owners(this.node.jdbc());
	}

	/**
	 * Have both work on what is recorded, each on some partitions.
	 */
	@Setup(Level.Iteration)
	public void share() {
		this.node.deliver(false);
		for (int i = 0; i < this.calls / HUNDRED; i++) {
			this.node.write(HUNDRED);
		}
		this.other = new DurableNodeProcess(this.url);
		Patience.await(() -> this.owners.all().size() == 1);
		this.killed = this.owners.all().get(0);
		this.node.deliver(true);
		Patience.await(() -> this.owners.all().size() == 2);
	}

	/**
	 * Fail if a record is left.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.other.close();
		if (this.node.isAnyWaiting()) {
			throw new IllegalStateException(this.node.waiting() + " calls wait");
		}
	}

	/**
	 * Stop it.
	 */
	@TearDown
	public void stop() {
		this.node.close();
		this.server.close();
	}

	/**
	 * Kill the other one.
	 * @param times what it took
	 */
	@Benchmark
	public void recover(Times times) {
		long start = System.nanoTime();
		this.other.close();
		List<Long> left = this.owners.itemsOf(this.killed);
		if (left.isEmpty()) {
			throw new IllegalStateException("Nothing was left");
		}
		Patience.await(() -> left.stream().anyMatch(this.deliveries::contains));
		times.first = (System.nanoTime() - start) / 1e6;
		Patience.await(() -> left.stream().allMatch(this.deliveries::contains) && !this.node.isAnyWaiting());
		times.all = (System.nanoTime() - start) / 1e6;
		times.left = left.size();
	}

	/**
	 * Which node works on which partitions.
	 */
	private record Owners(JdbcTemplate jdbc) {

		private static final String OWNED = " from signals_outbox_partition where picked and task_name like '%"
				+ DurableReceivers.UID + "'";

		List<String> all() {
			return this.jdbc.queryForList("select distinct picked_by" + OWNED, String.class);
		}

		/**
		 * Return the items for which calls are recorded in the partitions of a node.
		 */
		List<Long> itemsOf(String owner) {
			return this.jdbc.queryForList(
					"select substring(entity_key from '[0-9]+')::bigint from signals_outbox"
							+ " where partition_number in (select task_instance::int" + OWNED + " and picked_by = ?)",
					Long.class, owner);
		}

	}

	/**
	 * Milliseconds since it was killed.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Times {

		/** Until the first call of a partition that it had. */
		public double first;

		/** Until all calls were made. */
		public double all;

		/** How many calls it has left. */
		public double left;

	}

}
