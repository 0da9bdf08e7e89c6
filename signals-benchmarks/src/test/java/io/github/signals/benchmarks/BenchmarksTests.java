package io.github.signals.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

import io.github.signals.benchmarks.report.Report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Runs every benchmark for a moment, in this process.
 */
class BenchmarksTests {

	@Test
	void runsAndReportsEveryBenchmark() throws Exception {
		List<RunResult> results = new Runs(Extent.MOMENT).all();

		assertThat(results).extracting((run) -> run.getParams().getBenchmark().replaceAll(".*\\.(\\w+)\\.\\w+", "$1"))
			.contains("DispatchBenchmark", "DispatchThreadsBenchmark", "DispatchTurnsBenchmark",
					"DurableBacklogBenchmark", "DurableBenchmark", "DurableCallBenchmark", "DurableIdleBenchmark",
					"DurablePoisonBenchmark", "DurablePoisonedItemBenchmark", "DurableRecordingBenchmark",
					"DurableRecoveryBenchmark", "MemoryBenchmark", "ObservedDispatchBenchmark", "SaveBenchmark",
					"StartupBenchmark", "ThreadsBenchmark", "WaitsBenchmark");
		assertThat(results).filteredOn((run) -> run.getParams().getBenchmark().contains(".SaveBenchmark."))
			.extracting((run) -> run.getParams().getParam("variant"))
			.contains("NO_RECEIVER", "ASYNC", "FLOOR", "ENTITY_LISTENER", "DOMAIN_EVENT", "PUBLISH_AFTER_COMMIT");
		String report = new Report(results, (variant) -> SaveVariant.valueOf(variant).label()).write("moment", 61);
		assertThat(report)
			.contains("`moment`, 1 min 1 s", "## Budgets", "## Startup", "waits in code of ours", "## Durable delivery",
					"| Spring Modulith | gruelbox | least |", "| 100 rows |", "nodes: 2", "nodes: 4", "a node at rest",
					"fails for one item in 1,000", "after a node is killed")
			.doesNotContain("NaN");
	}

	@Test
	void takesNoOtherWords() {
		assertThatIllegalArgumentException().isThrownBy(() -> Benchmarks.main(new String[] { "long" }))
			.withMessageContaining("long");
	}

}
