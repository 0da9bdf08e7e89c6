package io.github.signals.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A run of one fork with given measurements.
 */
final class GivenRun {

	private final String benchmark;

	private final WorkloadParams params = new WorkloadParams();

	private final Map<String, double[]> counters = new LinkedHashMap<>();

	private double[] scores = {};

	private GivenRun(String benchmark) {
		this.benchmark = benchmark;
	}

	static GivenRun of(String benchmark) {
		return new GivenRun("io.github.signals.benchmarks." + benchmark);
	}

	GivenRun with(String param, Object value) {
		this.params.put(param, value.toString(), this.params.keys().size());
		return this;
	}

	GivenRun scores(double... values) {
		this.scores = values;
		return this;
	}

	GivenRun counter(String name, double... values) {
		this.counters.put(name, values);
		return this;
	}

	RunResult end() {
		IterationParams iterations = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1);
		BenchmarkParams params = new BenchmarkParams(this.benchmark, "", false, 1, new int[] { 1 }, List.of(), 1, 0,
				iterations, iterations, Mode.AverageTime, this.params, TimeUnit.NANOSECONDS, 1, "", List.of(), "", "",
				"", "", TimeValue.NONE);
		int count = this.counters.values().stream().mapToInt((values) -> values.length).max().orElse(0);
		List<IterationResult> results = IntStream.range(0, Math.max(count, this.scores.length))
			.mapToObj((index) -> iteration(params, iterations, index))
			.toList();
		return new RunResult(params, List.of(new BenchmarkResult(params, results)));
	}

	private IterationResult iteration(BenchmarkParams params, IterationParams iterations, int index) {
		IterationResult result = new IterationResult(params, iterations, null);
		double score = (index < this.scores.length) ? this.scores[index] : 0;
		result.addResult(
				new AverageTimeResult(ResultRole.PRIMARY, "score", 1000, (long) (score * 1000), TimeUnit.NANOSECONDS));
		this.counters.forEach(
				(name, values) -> result.addResult(new ScalarResult(name, values[index], "#", AggregationPolicy.SUM)));
		return result;
	}

}
