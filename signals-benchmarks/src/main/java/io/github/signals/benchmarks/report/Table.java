package io.github.signals.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table in Markdown: names on the left, figures on the right.
 */
final class Table {

	private final List<String> lines = new ArrayList<>();

	Table(String first, String... figures) {
		row(first, figures);
		this.lines.add("| --- " + "| ---: ".repeat(figures.length) + "|");
	}

	Table row(String first, String... figures) {
		this.lines
			.add(Stream.concat(Stream.of(first), Stream.of(figures)).collect(Collectors.joining(" | ", "| ", " |")));
		return this;
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
