package io.github.signals.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a budget compares, in the same process and compiled into the same loop: each
 * iteration is the turn of the next one, in the order in which they are listed here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchTurnsBenchmark {

	private final DispatchBenchmark subjects = new DispatchBenchmark();

	private int turn = -1;

	private Single single = Single.NOTHING;

	private Transactional transactional = Transactional.AFTER_COMMIT;

	/**
	 * Go on to the next one.
	 */
	@Setup(Level.Iteration)
	public void next() {
		this.turn++;
		this.single = Single.values()[this.turn % Single.values().length];
		this.transactional = Transactional.values()[this.turn % Transactional.values().length];
		this.subjects.reset();
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.subjects.check();
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		this.subjects.stop();
	}

	/**
	 * One signal at a time.
	 */
	@Benchmark
	public void single() {
		switch (this.single) {
			case NOTHING -> this.subjects.nothing();
			case NOBODY -> this.subjects.nobody();
			case DIRECT -> this.subjects.direct();
			case RECEIVER -> this.subjects.oneReceiver();
			case EVENT_LISTENER -> this.subjects.eventListener();
			case FLOOR -> this.subjects.byHand();
		}
	}

	/**
	 * A hundred of them in a transaction.
	 */
	@Benchmark
	@OperationsPerInvocation(DispatchBenchmark.SIGNALS)
	public void transactional() {
		switch (this.transactional) {
			case AFTER_COMMIT -> this.subjects.afterCommit();
			case TRANSACTIONAL_EVENT_LISTENER -> this.subjects.transactionalEventListener();
		}
	}

	enum Single {

		NOTHING, NOBODY, DIRECT, RECEIVER, EVENT_LISTENER, FLOOR

	}

	enum Transactional {

		AFTER_COMMIT, TRANSACTIONAL_EVENT_LISTENER

	}

}
