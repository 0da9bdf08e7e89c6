package io.github.signals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import org.springframework.util.FileSystemUtils;

import io.github.signals.benchmarks.SaveBenchmark.Work;
import io.github.signals.benchmarks.StartupBenchmark.Seeker;

/**
 * Runs the benchmarks, each with the options that suit it. A benchmark that fails ends
 * all of it.
 */
final class Runs {

	/** What a budget is about, or is quoted beside one. */
	private static final List<SaveVariant> BUDGETED = List.of(SaveVariant.NO_RECEIVER, SaveVariant.IN_TRANSACTION,
			SaveVariant.AFTER_COMMIT, SaveVariant.FLOOR);

	private static final List<SaveVariant> OTHERS = Stream.of(SaveVariant.values())
		.filter((variant) -> variant != SaveVariant.BARE && !BUDGETED.contains(variant))
		.toList();

	private static final List<SaveVariant> UPDATED = Stream
		.concat(BUDGETED.stream(), Stream.of(SaveVariant.CHANGES, SaveVariant.PUBLISH))
		.toList();

	private static final List<SaveVariant> NOT_UPDATED = OTHERS.stream()
		.filter((variant) -> !UPDATED.contains(variant))
		.toList();

	private static final List<SaveVariant> KEEPING = List.of(SaveVariant.AFTER_COMMIT, SaveVariant.PUBLISH_AFTER_COMMIT,
			SaveVariant.DOMAIN_EVENT_AFTER_COMMIT);

	private static final List<SaveVariant> AT_ONCE = List.of(SaveVariant.NO_RECEIVER, SaveVariant.IN_TRANSACTION,
			SaveVariant.AFTER_COMMIT);

	private static final String[] ROOM = { "-Xms2g", "-Xmx2g", "-XX:+UseG1GC" };

	private final Extent extent;

	private final List<RunResult> results = new ArrayList<>();

	Runs(Extent extent) {
		this.extent = extent;
	}

	/**
	 * Run all of them, the most likely to fail first.
	 */
	List<RunResult> all() throws RunnerException, IOException {
		memory();
		startup();
		threads();
		durable();
		dispatch();
		observed();
		saves();
		return this.results;
	}

	/**
	 * Also for a moment in processes of their own: what somebody else leaves on the heap,
	 * or lets go, is not to be told from what is measured.
	 */
	void memory() throws RunnerException {
		run(options(MemoryBenchmark.class, 3).forks(pick(1, 1, 3))
			.jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0", "-XX:TLABSize=16k",
					"-XX:-ResizeTLAB")
			.param("variant", names(first(SaveVariant.AFTER_COMMIT, KEEPING)))
			.param("entities", number(5_000, 100_000, 100_000))
			.warmupIterations(0)
			.measurementIterations(1));
	}

	/**
	 * Start without receivers, with event listeners and with receivers, by turns.
	 */
	void startup() throws RunnerException, IOException {
		GeneratedBeans beans = new GeneratedBeans(pick(20, 1000, 1000), pick(8, 200, 200));
		Path directory = Files.createTempDirectory("beans");
		try {
			List<Seeker> turn = new ArrayList<>(List.of(Seeker.values()));
			for (Seeker seeker : turn) {
				beans.compile(directory.resolve(seeker.name()), seeker.annotation);
			}
			for (int i = 0; i < pick(1, 3, 12); i++) {
				for (Seeker seeker : turn) {
					startup(beans, directory, seeker);
				}
				Collections.rotate(turn, 1);
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private void startup(GeneratedBeans beans, Path directory, Seeker seeker) throws RunnerException {
		run(options(StartupBenchmark.class, 1).forks(pick(0, 1, 1))
			.jvmArgs("-XX:+UseG1GC")
			.param("classes", directory.resolve(seeker.name()) + "/")
			.param("seeker", seeker.name())
			.param("beans", Integer.toString(beans.beans()))
			.param("receivers", Integer.toString(beans.receivers()))
			.warmupIterations(0)
			.measurementIterations(1));
	}

	void threads() throws RunnerException {
		run(options(ThreadsBenchmark.class, 2).param("variant", names(first(SaveVariant.AFTER_COMMIT, AT_ONCE)))
			.param("turns", number(1, 2, 8))
			.warmupIterations(pick(0, 2, 4))
			.measurementIterations(pick(1, 3, 10)));
		for (int threads = 1; threads <= Crew.MOST; threads *= 2) {
			run(options(DispatchThreadsBenchmark.class, 3).threads(threads)
				.warmupIterations(pick(0, 2, 3))
				.warmupTime(milliseconds())
				.measurementIterations(pick(1, 3, 5))
				.measurementTime(milliseconds()));
		}
		run(options(WaitsBenchmark.class, 3).param("transactions", number(5, 50, 100))
			.warmupIterations(pick(1, 2, 4))
			.measurementIterations(pick(1, 1, 3)));
	}

	/**
	 * On PostgreSQL, beside what else records who is to be called.
	 */
	void durable() throws RunnerException {
		run(durable(DurableBenchmark.class).param("rows", "1")
			.param("nodes", "4")
			.param("transactions", number(20, 300, 3000)));
		run(durable(DurableBenchmark.class).param("rows", "10").param("transactions", number(4, 60, 600)));
		run(durable(DurableBenchmark.class).param("rows", "100").param("transactions", number(2, 10, 150)));
		if (this.extent != Extent.MOMENT) {
			run(durable(DurableBenchmark.class).param("rows", "100")
				.param("receiver", ReceiverWork.INSERT.name(), ReceiverWork.WAIT.name())
				.param("transactions", number(2, 10, 50)));
		}
		run(durable(DurablePoisonBenchmark.class).param("transactions", number(20, 300, 2000)));
		run(durable(DurableBacklogBenchmark.class).param("transactions", number(20, 300, 2000))
			.param("largest", number(100, 10_000, 1_000_000)));
		run(durable(DurableCallBenchmark.class).warmupIterations(pick(0, 0, 1))
			.param("calls", number(200, 2_000, 12_000)));
		run(durable(DurablePoisonedItemBenchmark.class).param("transactions", number(20, 20, 50)));
		run(durable(DurableRecoveryBenchmark.class).warmupIterations(0).measurementIterations(pick(1, 1, 3)));
		run(durable(DurableIdleBenchmark.class).warmupIterations(0)
			.measurementIterations(pick(1, 1, 3))
			.param("seconds", number(1, 5, 10)));
		run(durable(DurableRecordingBenchmark.class).param("transactions", number(10, 50, 200))
			.param("turns", number(1, 3, 5)));
	}

	private ChainedOptionsBuilder durable(Class<?> benchmark) {
		return options(benchmark, 1).warmupIterations(pick(0, 0, 2)).measurementIterations(pick(1, 1, 6));
	}

	void dispatch() throws RunnerException {
		run(options(DispatchBenchmark.class, 3).addProfiler(GCProfiler.class)
			.warmupIterations(pick(0, 3, 4))
			.warmupTime(milliseconds())
			.measurementIterations(pick(1, 3, 5))
			.measurementTime(milliseconds()));
		int subjects = DispatchTurnsBenchmark.Single.values().length
				* DispatchTurnsBenchmark.Transactional.values().length;
		run(options(DispatchTurnsBenchmark.class, 8).warmupIterations(subjects * pick(0, 2, 2))
			.warmupTime(milliseconds())
			.measurementIterations(subjects * pick(1, 1, 2))
			.measurementTime(milliseconds()));
	}

	void observed() throws RunnerException {
		int turns = ObservedDispatchBenchmark.Turn.values().length;
		run(options(ObservedDispatchBenchmark.class, 5).warmupIterations(turns * pick(0, 3, 4))
			.warmupTime(milliseconds())
			.measurementIterations(turns * pick(1, 3, 4))
			.measurementTime(milliseconds()));
	}

	void saves() throws RunnerException {
		run(saves(2, Work.INSERT, BUDGETED).param("largest", number(1000, 10_000, 100_000)));
		run(saves(1, Work.INSERT, OTHERS).param("largest", number(100, 100, 100_000)));
		run(saves(1, Work.UPDATE, UPDATED).param("largest", number(100, 1000, 100_000)));
		run(postgres(2, first(SaveVariant.AFTER_COMMIT, AT_ONCE)));
		if (this.extent == Extent.FULL) {
			run(saves(1, Work.UPDATE, NOT_UPDATED));
			run(saves(5, Work.INSERT, BUDGETED).param("smallest", "100")
				.param("largest", "1000")
				.measurementIterations(20));
			run(postgres(2, List.of(SaveVariant.FLOOR)));
			run(postgres(1, OTHERS));
		}
	}

	private ChainedOptionsBuilder postgres(int full, List<SaveVariant> variants) {
		String size = number(100, 1000, 1000);
		return saves(full, Work.INSERT, variants).param("database", Database.POSTGRESQL.name())
			.param("smallest", size)
			.param("largest", size);
	}

	private ChainedOptionsBuilder saves(int full, Work work, List<SaveVariant> variants) {
		return options(SaveBenchmark.class, full).param("work", work.name())
			.param("variant", names(variants))
			.param("blocks", number(1, 6, 20))
			.warmupIterations(pick(0, 1, 2))
			.measurementIterations(pick(1, 2, 5));
	}

	/**
	 * A short run does not pay for processes of their own.
	 */
	private ChainedOptionsBuilder options(Class<?> benchmark, int fullForks) {
		return new OptionsBuilder().include("\\." + benchmark.getSimpleName() + "\\.")
			.shouldFailOnError(true)
			.jvmArgs(ROOM)
			.forks(pick(0, 0, fullForks));
	}

	private void run(ChainedOptionsBuilder options) throws RunnerException {
		this.results.addAll(new Runner(options.build()).run());
	}

	private TimeValue milliseconds() {
		return TimeValue.milliseconds(pick(1, 100, 200));
	}

	private int pick(int moment, int brief, int full) {
		return this.extent.pick(moment, brief, full);
	}

	private String number(int moment, int brief, int full) {
		return Integer.toString(pick(moment, brief, full));
	}

	/**
	 * Return all of them, or but one for a moment.
	 */
	private List<SaveVariant> first(SaveVariant first, List<SaveVariant> all) {
		return (this.extent == Extent.MOMENT) ? List.of(first) : all;
	}

	private static String[] names(List<SaveVariant> variants) {
		return variants.stream().map(SaveVariant::name).toArray(String[]::new);
	}

}
