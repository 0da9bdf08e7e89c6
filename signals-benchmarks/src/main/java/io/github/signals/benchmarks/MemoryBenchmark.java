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
 * What a transaction with many saves holds while it is open, beyond what it holds with a
 * bare repository. Both are measured in the same process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class MemoryBenchmark {

	/** Who hears of it. */
	@Param("AFTER_COMMIT")
	public SaveVariant variant;

	/** How many entities the transaction saves. */
	@Param("100000")
	public int entities;

	private SaveApplication bare;

	private SaveApplication heard;

	/**
	 * Start both applications.
	 */
	@Setup
	public void start() {
		Database.Server server = Database.H2.start();
		this.bare = new SaveApplication(SaveVariant.BARE, Database.H2, server.create("bare"));
		this.heard = new SaveApplication(this.variant, Database.H2, server.create("heard"));
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
		this.bare.close();
		this.heard.close();
	}

	/**
	 * Have one after the other do the same.
	 * @param bytes what was held
	 */
	@Benchmark
	public void retain(Bytes bytes) {
		Retained bare = retain(this.bare).plausible();
		Retained beyond = retain(this.heard).plausible().beyond(bare);
		bytes.bareSaved = (double) bare.saved() / this.entities;
		bytes.bareFlushed = (double) bare.flushed() / this.entities;
		bytes.saved = (double) beyond.saved() / this.entities;
		bytes.flushed = (double) beyond.flushed() / this.entities;
	}

	private Retained retain(SaveApplication application) {
		// What grows with the first transaction of this size, and stays, is not its own.
		application.insert(this.entities, 1, false);
		application.empty();
		long[] held = new long[2];
		long before = Heap.settled();
		application.transaction().executeWithoutResult((status) -> {
			application.insert(this.entities);
			held[0] = Heap.settled();
			application.entityManager().flush();
			held[1] = Heap.settled();
		});
		application.expect(this.entities);
		application.empty();
		return new Retained(this.entities, held[0] - before, held[1] - before, Heap.settled() - before);
	}

	/**
	 * Bytes an entity.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Bytes {

		/** Held with a bare repository before the flush. */
		public double bareSaved;

		/** Held with a bare repository after the flush. */
		public double bareFlushed;

		/** Held beyond that before the flush. */
		public double saved;

		/** Held beyond that after the flush. */
		public double flushed;

	}

}
