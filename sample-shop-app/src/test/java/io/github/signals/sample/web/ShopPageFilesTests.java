package io.github.signals.sample.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page is made of, without a browser.
 */
class ShopPageFilesTests extends AbstractShopTests {

	private static final Path FILES = Path.of("src/main/resources/static");

	private static final Path SOURCES = Path.of("src/main/java");

	@Test
	void theShopHasAPage() {
		assertThat(page()).startsWith("<!DOCTYPE html>").contains("<title>Signals for Spring Data");
	}

	@Test
	void itsPolicyAllowsNoInlineScriptAndNoOtherServer() {
		assertThat(page()).contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';")
			.doesNotContain("unsafe-", " style=", " onclick=", "<style")
			.doesNotContainPattern("<script(?! type=\"module\" src=)");
	}

	private String page() {
		return this.client.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Test
	void noFileNamesAnotherServerOrMakesMarkupOfData() throws IOException {
		try (Stream<Path> files = Files.walk(FILES)) {
			assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
				.allSatisfy((file) -> assertThat(Files.readString(file).replace("http://www.w3.org/", ""))
					.doesNotContain("http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval("));
		}
	}

	@Test
	void eachButtonShowsALineThatIsInTheSources() throws IOException {
		String sources = read(SOURCES, ".java").replace("this.", "");
		List<String> lines = Pattern.compile("code: '(.*)'")
			.matcher(Files.readString(FILES.resolve("steps.js")))
			.results()
			.map((line) -> line.group(1))
			.toList();
		assertThat(lines).hasSize(5)
			.allSatisfy((line) -> assertThat(sources).containsPattern(
					Stream.of(line.split("…")).map(Pattern::quote).collect(Collectors.joining("[^;\n]+"))));
	}

	@Test
	void eachReceiverThatAPanelNamesIsThere() throws IOException {
		List<String> uids = this.signals.receivers().stream().map((receiver) -> receiver.uid()).toList();
		List<String> named = Pattern.compile("uids: \\[(.*)]")
			.matcher(read(FILES, ".js"))
			.results()
			.flatMap((list) -> Pattern.compile("'(\\w+)'").matcher(list.group(1)).results())
			.map((uid) -> uid.group(1))
			.toList();
		assertThat(named).isNotEmpty().allSatisfy((uid) -> assertThat(uids).contains(uid));
	}

	private static String read(Path under, String end) throws IOException {
		try (Stream<Path> files = Files.walk(under)) {
			StringBuilder text = new StringBuilder();
			for (Path file : files.filter((each) -> each.toString().endsWith(end)).toList()) {
				text.append(Files.readString(file));
			}
			return text.toString();
		}
	}

}
