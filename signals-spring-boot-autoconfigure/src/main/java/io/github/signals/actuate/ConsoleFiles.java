package io.github.signals.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;

/**
 * The files of the console, by names that no class has.
 */
final class ConsoleFiles {

	static final String PAGE = "console.html";

	private static final Pattern NAME = Pattern.compile("console(-[a-z]+)?\\.(html|css|js|svg)");

	private ConsoleFiles() {
	}

	/**
	 * Return a file.
	 * @param name its name, which may be anything
	 * @return the answer, or {@code null} if there is no such file
	 */
	static @Nullable WebEndpointResponse<String> find(String name) {
		Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			return null;
		}
		ClassPathResource file = new ClassPathResource("console/" + name, ConsoleFiles.class);
		return file.exists() ? new WebEndpointResponse<>(read(file), type(matcher.group(2))) : null;
	}

	private static String read(ClassPathResource file) {
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not read " + file, ex);
		}
	}

	private static MimeType type(String extension) {
		String type = switch (extension) {
			case "html" -> MediaTypes.HTML;
			case "css" -> MediaTypes.CSS;
			case "js" -> MediaTypes.JAVASCRIPT;
			default -> MediaTypes.SVG;
		};
		return MimeType.valueOf(type + MediaTypes.UTF_8);
	}

}
