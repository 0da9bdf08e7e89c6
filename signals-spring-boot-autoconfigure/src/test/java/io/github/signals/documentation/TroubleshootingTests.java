package io.github.signals.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page of all messages against what the library says.
 */
class TroubleshootingTests {

	private static final String REMEDY = "what to do";

	private static Messages messages;

	private final Page page = Page.read("docs/troubleshooting.md");

	@BeforeAll
	static void read() {
		messages = Messages.read();
	}

	// S14
	@Test
	void hasEveryRuleOfADeclarationWithItsRemedy() {
		assertThat(messages.rules()).hasSizeGreaterThan(30);
		Generated.isUpToDate(this.page, "rules", table("rule", messages.rules()));
	}

	@Test
	void hasEveryWarningAndErrorThatIsLogged() {
		assertThat(messages.logged()).hasSizeGreaterThan(20);
		Map<String, String> logged = new TreeMap<>();
		messages.logged().forEach((message) -> logged.put(message, "…"));
		Generated.isUpToDate(this.page, "logged", table("logged", logged));
	}

	/**
	 * What the library cannot tell to do is written by hand, and kept.
	 */
	private String table(String heading, Map<String, String> remedies) {
		Map<String, List<String>> written = this.page.markedUp(heading, REMEDY);
		StringBuilder table = new StringBuilder("| %s | %s |\n| --- | --- |\n".formatted(heading, REMEDY));
		remedies.forEach((message, remedy) -> {
			List<String> row = written.getOrDefault(message, List.of());
			boolean byHand = remedy.equals("…") && row.size() > 1;
			table.append("| %s | %s |\n".formatted(escaped(message), byHand ? row.get(1) : escaped(remedy)));
		});
		return table.toString();
	}

	private static String escaped(String text) {
		return text.replace("|", "\\|").replace("<", "\\<");
	}

	@Test
	void hasOtherMessagesAsTheLibrarySaysThem() {
		assertThat(this.page.table("failure", REMEDY).keySet()).isNotEmpty()
			.map((message) -> message.replaceAll("^… ?| …$", ""))
			.allSatisfy((message) -> assertThat(messages.texts()).anyMatch((text) -> text.contains(message)));
	}

	@Test
	void hasEveryExceptionOfTheLibrary() throws Exception {
		try (Stream<Path> types = Files.list(Path.of("src/main/java/io/github/signals"))) {
			assertThat(types.map((file) -> file.getFileName().toString().replace(".java", ""))
				.filter((name) -> name.endsWith("Exception")))
				.containsExactlyInAnyOrderElementsOf(this.page.table("failure", "what it means").keySet());
		}
	}

}
