package io.github.signals.benchmarks;

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
 * What it costs to hear of a save: a bare repository and one that is heard take turns in
 * the same process, block by block, so that both have the same weather.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class SaveBenchmark {

	/** The kind of write. */
	@Param({ "INSERT", "UPDATE" })
	public Work work;

	/** Who hears of it. */
	@Param("NO_RECEIVER")
	public SaveVariant variant;

	/** Where it is stored. */
	@Param("H2")
	public Database database;

	/** How many entities a transaction has at least. */
	@Param("1")
	public int smallest;

	/** How many entities a transaction has at most. */
	@Param("100000")
	public int largest;

	/** How many blocks of a size are timed at most. */
	@Param("20")
	public int blocks;

	private Database.Server server;

	private SaveApplication bare;

	private SaveApplication heard;

	private boolean bareFirst;

	/**
	 * Start both applications.
	 */
	@Setup
	public void start() {
		this.server = this.database.start();
		this.bare = new SaveApplication(SaveVariant.BARE, this.database, this.server.create("bare"));
		this.heard = new SaveApplication(this.variant, this.database, this.server.create("heard"));
		if (this.work == Work.UPDATE) {
			int rows = sizes().mapToInt(Size::saves).max().orElseThrow();
			this.bare.fill(rows);
			this.heard.fill(rows);
		}
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
		this.server.close();
	}

	/**
	 * Have both do the same work, in transactions of one size after the other.
	 * @param times what it took
	 */
	@Benchmark
	public void save(Times times) {
		sizes().forEach((size) -> {
			int blocks = Math.min(size.blocks(), this.blocks);
			for (int i = 0; i < blocks; i++) {
				times.add(size, takeTurns(size).over(size.saves() * blocks));
			}
		});
	}

	private Stream<Size> sizes() {
		return Stream.of(Size.values())
			.filter((size) -> this.smallest <= size.entities() && size.entities() <= this.largest);
	}

	private Pair takeTurns(Size size) {
		this.bareFirst = !this.bareFirst;
		if (this.bareFirst) {
			long first = time(this.bare, size);
			return new Pair(first, time(this.heard, size));
		}
		long first = time(this.heard, size);
		return new Pair(time(this.bare, size), first);
	}

	private long time(SaveApplication application, Size size) {
		boolean rollback = this.variant.isRolledBack();
		if (this.work == Work.UPDATE) {
			return application.update(size.entities(), size.transactions(), rollback);
		}
		application.empty();
		return application.insert(size.entities(), size.transactions(), rollback);
	}

	/**
	 * The kind of write.
	 */
	public enum Work {

		/** New entities are saved. */
		INSERT,

		/** Managed entities are changed. */
		UPDATE

	}

	private record Pair(double bare, double heard) {

		Pair over(int saves) {
			return new Pair(this.bare / saves, this.heard / saves);
		}

	}

	/**
	 * What one save has taken in nanoseconds, by the size of the transactions.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Times {

		/** Transactions of 1, bare. */
		public double bare1;

		/** Transactions of 1, heard. */
		public double heard1;

		/** Transactions of 100, bare. */
		public double bare100;

		/** Transactions of 100, heard. */
		public double heard100;

		/** Transactions of 1,000, bare. */
		public double bare1000;

		/** Transactions of 1,000, heard. */
		public double heard1000;

		/** Transactions of 10,000, bare. */
		public double bare10000;

		/** Transactions of 10,000, heard. */
		public double heard10000;

		/** Transactions of 100,000, bare. */
		public double bare100000;

		/** Transactions of 100,000, heard. */
		public double heard100000;

		void add(Size size, Pair pair) {
			switch (size) {
				case ONE -> {
					this.bare1 += pair.bare;
					this.heard1 += pair.heard;
				}
				case HUNDRED -> {
					this.bare100 += pair.bare;
					this.heard100 += pair.heard;
				}
				case THOUSAND -> {
					this.bare1000 += pair.bare;
					this.heard1000 += pair.heard;
				}
				case TEN_THOUSAND -> {
					this.bare10000 += pair.bare;
					this.heard10000 += pair.heard;
				}
				case HUNDRED_THOUSAND -> {
					this.bare100000 += pair.bare;
					this.heard100000 += pair.heard;
				}
			}
		}

	}

}
