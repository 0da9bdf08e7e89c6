package io.github.signals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.openjdk.jmh.runner.RunnerException;

import io.github.signals.benchmarks.report.Report;

/**
 * Runs all benchmarks, and writes what they have found.
 */
final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run.
	 * @param arguments {@code short} or {@code full}, and where to write, unless it is
	 * the place that is meant for it
	 * @throws RunnerException if a benchmark fails
	 * @throws IOException if the results cannot be written
	 */
	public static void main(String[] arguments) throws RunnerException, IOException {
		Extent extent = (arguments.length > 0) ? extent(arguments[0]) : Extent.SHORT;
		Path file = Path.of((arguments.length > 1) ? arguments[1]
				: (extent == Extent.FULL) ? "RESULTS.md" : "target/RESULTS-short.md");
		long start = System.nanoTime();
		Report report = new Report(new Runs(extent).all(), (variant) -> SaveVariant.valueOf(variant).label());
		long seconds = (System.nanoTime() - start) / 1_000_000_000;
		Files.writeString(file, report.write(extent.name().toLowerCase(Locale.ROOT), seconds));
	}

	private static Extent extent(String name) {
		return switch (name) {
			case "short" -> Extent.SHORT;
			case "full" -> Extent.FULL;
			default -> throw new IllegalArgumentException("Say short or full, not " + name);
		};
	}

}
