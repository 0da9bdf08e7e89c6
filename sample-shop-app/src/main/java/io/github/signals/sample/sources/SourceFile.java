package io.github.signals.sample.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.core.io.Resource;

/**
 * A Java file of the sample. It is formatted as the build demands: each method starts
 * after a blank line and ends with a brace at its own indentation.
 *
 * @param name the name of the file
 * @param lines its lines
 */
record SourceFile(String name, List<String> lines) {

	private static final String END = "\t}";

	static SourceFile of(Resource resource) {
		try {
			return new SourceFile(String.valueOf(resource.getFilename()),
					resource.getContentAsString(StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find a method.
	 * @param uid the uid of the receiver that it is
	 * @param method its name
	 * @param parameters the simple names of its parameter types
	 * @return its source
	 */
	Optional<ReceiverSource> find(String uid, String method, List<String> parameters) {
		Pattern declaration = Pattern.compile("^\t\\S.* " + Pattern.quote(method) + "\\("
				+ parameters.stream()
					.map((type) -> Pattern.quote(type) + "(<.*>)? \\w+")
					.collect(Collectors.joining(",\\s+"))
				+ "\\)");
		return IntStream.range(0, this.lines.size())
			.filter((line) -> declaration.matcher(declarationAt(line)).find())
			.mapToObj((line) -> cut(uid, line))
			.findFirst();
	}

	/**
	 * A list of parameters may continue on the next line.
	 */
	private String declarationAt(int line) {
		return this.lines.subList(line, Math.min(line + 3, this.lines.size()))
			.stream()
			.collect(Collectors.joining("\n"));
	}

	private ReceiverSource cut(String uid, int declaration) {
		int start = declaration;
		while (!this.lines.get(start - 1).isEmpty()) {
			start--;
		}
		int end = this.lines.subList(declaration, this.lines.size()).indexOf(END) + declaration;
		String source = this.lines.subList(start, end + 1).stream().collect(Collectors.joining("\n"));
		return new ReceiverSource(uid, this.name, start + 1, source.stripIndent());
	}

}
