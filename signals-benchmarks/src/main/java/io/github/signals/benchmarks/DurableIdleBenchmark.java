package io.github.signals.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How many transactions a second a node with twenty more durable receivers has on
 * PostgreSQL while nothing is to be done.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class DurableIdleBenchmark {

	private static final String DATABASE = "idle";

	/** How many seconds to count. */
	@Param("10")
	public int seconds;

	private Database.Server server;

	private DurableNode node;

	private JdbcTemplate statistics;

	/**
	 * Start the application.
	 */
	@Setup
	public void start() {
		this.server = Database.POSTGRESQL.start();
		this.node = new DurableNode(DurableVariant.SIGNALS, this.server.createDurable(DATABASE), true, new Deliveries(),
				ReceiverWork.COUNT, IdleReceivers.class);
		// Asked in another database, the question is not counted.
		this.statistics = new JdbcTemplate(new DriverManagerDataSource(this.server.create("statistics")));
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
	 * Count, when what the start has left to do is done.
	 * @param rates what was counted
	 */
	@Benchmark
	public void rest(Rates rates) {
		sleep(Math.min(this.seconds, 5));
		long before = transactions();
		long start = System.nanoTime();
		sleep(this.seconds);
		rates.transactions = (transactions() - before) * 1e9 / (System.nanoTime() - start);
	}

	private static void sleep(int seconds) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
			LockSupport.parkNanos(rest);
		}
	}

	private long transactions() {
		return Objects.requireNonNull(this.statistics.queryForObject(
				"select xact_commit + xact_rollback from pg_stat_database where datname = ?", Long.class, DATABASE));
	}

	/**
	 * What a second has.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Rates {

		/** Transactions a second. */
		public double transactions;

	}

}
