package io.github.signals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README, as far as tests look at it: its blocks of code, its tables, what it calls
 * code and what it links.
 */
final class Readme {

	static final Path ROOT = Path.of("..");

	private static final Pattern FENCE = Pattern.compile("^```(\\w*)$");

	private final List<String> lines;

	private Readme(List<String> lines) {
		this.lines = lines;
	}

	static Readme read() {
		try {
			return new Readme(Files.readAllLines(ROOT.resolve("README.md")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return String.join("\n", this.lines);
	}

	/**
	 * Return the blocks of a language, by the number of their first line.
	 */
	Map<Integer, String> blocks(String language) {
		Map<Integer, String> blocks = new LinkedHashMap<>();
		StringBuilder block = null;
		int start = 0;
		for (int i = 0; i < this.lines.size(); i++) {
			Matcher fence = FENCE.matcher(this.lines.get(i));
			if (!fence.matches()) {
				if (block != null) {
					block.append(this.lines.get(i)).append('\n');
				}
			}
			else if (block == null) {
				block = new StringBuilder();
				start = fence.group(1).equals(language) ? i + 2 : 0;
			}
			else {
				if (start > 0) {
					blocks.put(start, block.toString());
				}
				block = null;
			}
		}
		return blocks;
	}

	/**
	 * Return the rows below a heading of a table, each by its first cell.
	 */
	Map<String, List<String>> table(String... heading) {
		String head = "| " + String.join(" | ", heading) + " |";
		int start = this.lines.indexOf(head.replace("|  |", "| |"));
		if (start < 0) {
			throw new IllegalArgumentException("No table " + head);
		}
		Map<String, List<String>> rows = new LinkedHashMap<>();
		for (int i = start + 2; this.lines.get(i).startsWith("|"); i++) {
			List<String> cells = Stream.of(this.lines.get(i).substring(1).split("\\|")).map(Readme::plain).toList();
			rows.put(cells.get(0), cells);
		}
		return rows;
	}

	private static String plain(String cell) {
		return cell.replace("`", "").strip();
	}

	/**
	 * Return what the text calls code.
	 */
	List<String> codes() {
		return find(Pattern.compile("`([^`]+)`"));
	}

	List<String> links() {
		return find(Pattern.compile("\\]\\(([^)#]+)\\)"));
	}

	private List<String> find(Pattern pattern) {
		List<String> found = new ArrayList<>();
		for (String line : this.lines) {
			pattern.matcher(line).results().forEach((result) -> found.add(result.group(1)));
		}
		return found;
	}

}
