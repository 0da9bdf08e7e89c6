package io.github.signals.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of a page that is made of the code. It stands between two comments; a run of the
 * tests with {@code -Dsignals.docs.write} writes it anew.
 */
final class Generated {

	private static final String WRITE = "signals.docs.write";

	private Generated() {
	}

	static void isUpToDate(Page page, String name, String expected) {
		String begin = "<!-- generated: " + name + " -->\n\n";
		String end = "<!-- end -->";
		String text = page.text() + "\n";
		int from = text.indexOf(begin) + begin.length();
		assertThat(text).as("%s has a place for %s", page, name).contains(begin);
		int to = text.indexOf(end, from);
		String made = expected + "\n";
		if (System.getProperty(WRITE) != null) {
			write(page, text.substring(0, from) + made + text.substring(to));
			return;
		}
		assertThat(text.substring(from, to)).as("%s, as -D%s makes it", page, WRITE).isEqualTo(made);
	}

	private static void write(Page page, String text) {
		try {
			Files.writeString(page.file(), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
