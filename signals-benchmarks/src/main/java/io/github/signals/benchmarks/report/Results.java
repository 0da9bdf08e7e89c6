package io.github.signals.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the runs have measured, or those of one question: every iteration of every fork,
 * in their order.
 *
 * @param runs the runs
 */
record Results(Collection<RunResult> runs) {

	/**
	 * Return those of a benchmark.
	 * @param name its class, or class and method
	 */
	Results of(String name) {
		return new Results(this.runs.stream()
			.filter((run) -> (run.getParams().getBenchmark() + ".").contains("." + name + "."))
			.toList());
	}

	Results with(String param, Object value) {
		return new Results(
				this.runs.stream().filter((run) -> value.toString().equals(run.getParams().getParam(param))).toList());
	}

	Results withThreads(int threads) {
		return new Results(this.runs.stream().filter((run) -> run.getParams().getThreads() == threads).toList());
	}

	/**
	 * Return those that have measured something by the name.
	 */
	Results having(String counter) {
		return new Results(this.runs.stream()
			.filter((
					run) -> new Results(List.of(run)).counter(counter).values().stream().anyMatch((value) -> value > 0))
			.toList());
	}

	boolean isEmpty() {
		return this.runs.isEmpty();
	}

	/**
	 * Return the values of a parameter, in the order of the runs.
	 */
	List<String> values(String param) {
		return this.runs.stream()
			.map((run) -> run.getParams().getParam(param))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	/**
	 * Return the names of the benchmark methods, in the order of the runs.
	 */
	List<String> methods() {
		return this.runs.stream()
			.map((run) -> run.getParams().getBenchmark())
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.distinct()
			.toList();
	}

	Series score() {
		return series(IterationResult::getPrimaryResult);
	}

	/**
	 * Return what was counted beside the score.
	 */
	Series counter(String name) {
		return series((iteration) -> iteration.getSecondaryResults().get(name));
	}

	private Series series(Function<IterationResult, Result<?>> reader) {
		List<Double> values = new ArrayList<>();
		iterations().forEach((iteration) -> {
			Result<?> result = reader.apply(iteration);
			if (result != null) {
				values.add(result.getScore());
			}
		});
		return new Series(values);
	}

	private Stream<IterationResult> iterations() {
		return this.runs.stream()
			.flatMap((run) -> run.getBenchmarkResults().stream())
			.flatMap((fork) -> fork.getIterationResults().stream());
	}

}
