package io.github.signals.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/console.md says.
 */
class ConsolePageTests {

	private static final Path PAGE = Path.of("../docs/console.md");

	private static final Path SECURITY = Path.of("src/test/java/io/github/signals/console/EndpointSecurity.java");

	@Test
	void showsTheSecurityThatIsTested() throws Exception {
		String page = Files.readString(PAGE);
		int start = page.indexOf("@Bean");
		String shown = page.substring(start, page.indexOf("```", start));
		assertThat(withoutSpace(Files.readString(SECURITY))).contains(withoutSpace(shown));
	}

	private static String withoutSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

	@Test
	void namesEachFieldOfTheData() throws Exception {
		String page = Files.readString(PAGE);
		try (RunningConsole console = RunningConsole.start(WebApplicationType.SERVLET)) {
			JsonNode facts = JsonMapper.shared()
				.readTree(console.get("/actuator/signals/console.json", "application/json").body());
			assertThat(fields(facts)).contains("readOnly", "inheritedFrom", "meanMilliseconds")
				.allSatisfy((field) -> assertThat(page).contains("`" + field + "`"));
		}
	}

	private static List<String> fields(JsonNode node) {
		List<String> fields = new ArrayList<>(node.propertyNames());
		node.forEach((value) -> fields.addAll(fields(value)));
		return fields;
	}

}
