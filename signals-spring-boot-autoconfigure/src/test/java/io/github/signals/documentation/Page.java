package io.github.signals.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation: its blocks of code, its tables, what it calls code, what
 * it links, and its headings.
 */
final class Page {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern FENCE = Pattern.compile("^```(\\w*)$");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");

	private final Path file;

	private final List<String> lines;

	private Page(Path file, List<String> lines) {
		this.file = file;
		this.lines = lines;
	}

	/**
	 * Read a page.
	 * @param path the path below the root of the repository
	 */
	static Page read(String path) {
		return read(ROOT.resolve(path));
	}

	static Page read(Path file) {
		try {
			return new Page(file, Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the pages that users read.
	 */
	static List<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			Stream<Path> readmes = Stream.of("README.md", "sample-shop-app/README.md").map(ROOT::resolve);
			return Stream.concat(readmes, docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path file() {
		return this.file;
	}

	List<String> lines() {
		return this.lines;
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
	 * Return the lines outside of the blocks.
	 */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean inside = false;
		for (String line : this.lines) {
			boolean fence = FENCE.matcher(line).matches();
			if (!inside && !fence) {
				prose.add(line);
			}
			inside ^= fence;
		}
		return prose;
	}

	/**
	 * Return the prose that is not made of the code.
	 */
	List<String> writtenByHand() {
		return List.of(String.join("\n", prose()).replaceAll("(?s)<!-- generated.*?<!-- end -->", "").split("\n"));
	}

	/**
	 * Return the rows below a heading of a table, each by its first cell.
	 */
	Map<String, List<String>> table(String... heading) {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		markedUp(heading).forEach((first, cells) -> rows.put(first, cells.stream().map(Page::plain).toList()));
		return rows;
	}

	/**
	 * Return the rows below a heading of a table as they are written, each by its first
	 * cell.
	 */
	Map<String, List<String>> markedUp(String... heading) {
		String head = "| " + String.join(" | ", heading) + " |";
		int start = this.lines.indexOf(head.replace("|  |", "| |"));
		if (start < 0) {
			throw new IllegalArgumentException("No table " + head + " in " + this.file);
		}
		Map<String, List<String>> rows = new LinkedHashMap<>();
		for (int i = start + 2; i < this.lines.size() && this.lines.get(i).startsWith("|"); i++) {
			List<String> cells = Stream.of(this.lines.get(i).substring(1).split("(?<!\\\\)\\|"))
				.map(String::strip)
				.toList();
			rows.put(plain(cells.get(0)), cells);
		}
		return rows;
	}

	private static String plain(String cell) {
		return cell.replace("`", "").replace("\\|", "|").replace("\\<", "<").strip();
	}

	/**
	 * Return what the text calls code.
	 */
	List<String> codes() {
		Pattern code = Pattern.compile("`([^`]+)`");
		return prose().stream().flatMap((line) -> code.matcher(line).results()).map((found) -> found.group(1)).toList();
	}

	/**
	 * Return the links to other files of the repository, and within the page.
	 */
	List<String> links() {
		return prose().stream()
			.flatMap((line) -> LINK.matcher(line.replaceAll("`[^`]*`", "")).results())
			.map((found) -> (found.group(1) != null) ? found.group(1) : found.group(2))
			.filter((link) -> !link.matches("[a-z]+:.*"))
			.toList();
	}

	/**
	 * Return what links may name in the page, as GitHub makes it of its headings.
	 */
	List<String> anchors() {
		return prose().stream()
			.filter((line) -> line.matches("#+ .*"))
			.map((line) -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.toList();
	}

	/**
	 * Return the name of a package for the Java of the page.
	 */
	String packageName() {
		String name = ROOT.relativize(this.file).toString().replaceAll("\\.md$", "").replaceFirst("^docs/", "");
		return "pages." + name.toLowerCase(Locale.ROOT).replaceAll("\\W", "_");
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.file).toString();
	}

}
