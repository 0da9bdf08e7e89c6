package io.github.signals.documentation;

import java.io.IOException;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.testing.ConfigurationKeys;
import io.github.signals.testing.ConfigurationKeys.Key;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every page.
 */
class PagesTests {

	private static final String LISTENERS = "springEventListeners";

	private static PageCompiler compiled;

	@BeforeAll
	static void compile() {
		compiled = PageCompiler.compile(pages());
	}

	static List<Page> pages() {
		return Page.all();
	}

	static List<Page> pagesAndWhatTheyLink() {
		Stream<Page> others = Stream.of("CHANGELOG.md", "CONTRIBUTING.md", "signals-benchmarks/README.md")
			.map(Page::read);
		return Stream.concat(pages().stream(), others).toList();
	}

	static List<Page> pagesWithCode() {
		return pages().stream().filter((page) -> !page.blocks("java").isEmpty()).toList();
	}

	@Test
	void haveJavaThatCompiles() {
		assertThat(compiled.problems()).isEmpty();
	}

	// S14
	@ParameterizedTest
	@MethodSource("pagesWithCode")
	void haveReceiversThatStart(Page page) {
		PageApplication application = new PageApplication(page, compiled.load(page));
		application.runner().run((context) -> {
			assertThat(context).hasNotFailed();
			Map<String, Boolean> enabled = new LinkedHashMap<>();
			context.getBean(Signals.class).receivers().forEach((info) -> enabled.put(info.uid(), info.enabled()));
			enabled.remove(LISTENERS);
			assertThat(enabled).hasSize(application.receivers().size());
			configured(application).getReceivers()
				.forEach((key, settings) -> assertThat(enabled.entrySet())
					.filteredOn((each) -> SignalsProperties.isSame(key, each.getKey()))
					.extracting(Map.Entry::getValue)
					.containsExactly(settings.isEnabled()));
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void haveSettingsThatBind(Page page) {
		assertThat(configured(new PageApplication(page, List.of()))).isNotNull();
	}

	private static SignalsProperties configured(PageApplication application) {
		return new Binder(ConfigurationPropertySources.from(application.settings())).bindOrCreate("signals",
				Bindable.of(SignalsProperties.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	@Test
	void nameNoKeyThatDoesNotExist() {
		Set<String> mentioned = pages().stream()
			.flatMap((page) -> page.codes().stream())
			.map((code) -> code.replaceFirst("[=:] ?.*", ""))
			.filter((code) -> code.matches("signals(\\.[a-z<>-]+)+(\\.\\*)?"))
			.collect(Collectors.toCollection(TreeSet::new));
		mentioned.removeAll(Meters.names());
		List<String> keys = ConfigurationKeys.all().stream().map(Key::name).toList();
		mentioned.removeIf((name) -> name.endsWith(".*")
				&& keys.stream().anyMatch((key) -> key.startsWith(name.substring(0, name.length() - 1))));
		assertThat(mentioned).isNotEmpty().isSubsetOf(keys);
	}

	@ParameterizedTest
	@MethodSource("pagesAndWhatTheyLink")
	void linkFilesAndHeadingsThatAreThere(Page page) {
		assertThat(page.links()).isNotEmpty().allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
			assertThat(file).exists();
			if (parts.length > 1) {
				assertThat(Page.read(file).anchors()).contains(parts[1]);
			}
		});
	}

	@Test
	void areLinkedByTheReadme() {
		List<String> linked = Page.read("README.md").links();
		assertThat(pages()).filteredOn((page) -> !page.toString().equals("README.md"))
			.allSatisfy((page) -> assertThat(linked).contains(page.toString()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void sayInTheFirstSentenceWhatTheyAnswer(Page page) {
		assertThat(page.lines().get(0)).startsWith("# ");
		assertThat(page.lines().get(2)).matches("[A-Z*].*");
	}

	/**
	 * Words of an older English that the pages had.
	 */
	@ParameterizedTest
	@MethodSource("pages")
	void haveNoPhraseThatReadersStumbleOver(Page page) {
		List<String> phrases = List.of("is no class", "is no SpEL", "at last on", "wait since", "be it",
				"Have somebody", " mails ", "lost its sense", "is had of", "began to before", "it is the health");
		String text = String.join(" ", page.writtenByHand());
		assertThat(phrases).filteredOn(text::contains).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void nameMembersThatAreThere(Page page) {
		Pattern member = Pattern.compile("\\b(?:([A-Z]\\w+)\\.|(signals\\.)(?=\\w+\\())(?!class\\b)([a-zA-Z_]\\w*)");
		page.codes().stream().flatMap((code) -> member.matcher(code).results()).forEach((found) -> {
			String type = (found.group(1) != null) ? found.group(1) : "Signals";
			if (ClassUtils.isPresent("io.github.signals." + type, null)) {
				Class<?> owner = ClassUtils.resolveClassName("io.github.signals." + type, null);
				assertThat(members(owner)).as(found.group()).contains(found.group(3));
			}
		});
	}

	private static Set<String> members(Class<?> type) {
		return Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
			.map(Member::getName)
			.collect(Collectors.toSet());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void nameAnnotationsThatAreThere(Page page) {
		assertThat(page.codes()).filteredOn((code) -> code.matches("@\\w+Receiver(\\(.*)?"))
			.map((code) -> code.replaceAll("^@|\\(.*", ""))
			.allMatch((name) -> ClassUtils.isPresent("io.github.signals." + name, null));
	}

	@Test
	void haveNoPictureThatNobodyShows() throws Exception {
		Set<Path> shown = pages().stream()
			.flatMap((page) -> page.links().stream().map((link) -> page.file().resolveSibling(link).normalize()))
			.collect(Collectors.toSet());
		try (Stream<Path> pictures = Files.list(Page.ROOT.resolve("docs/images"))) {
			assertThat(pictures).isNotEmpty().isSubsetOf(shown);
		}
	}

	@Test
	void haveDrawingsForDarkAndLightAndForReadersWhoHear() throws Exception {
		assertThat(pictures(".svg")).isNotEmpty()
			.allSatisfy((drawing) -> assertThat(Files.readString(drawing)).contains("prefers-color-scheme: dark",
					"<title ", "<desc "));
	}

	@Test
	void haveSmallScreenshotsForDarkAndLight() throws Exception {
		List<Path> screenshots = pictures(".png");
		assertThat(screenshots).isNotEmpty().allSatisfy((screenshot) -> {
			assertThat(screenshot.toString()).matches(".*-(light|dark)\\.png");
			assertThat(screenshots).contains(Path.of(screenshot.toString().replace("-dark.", "-light.")),
					Path.of(screenshot.toString().replace("-light.", "-dark.")));
			assertThat(Files.size(screenshot)).isLessThan(150_000);
		});
	}

	private static List<Path> pictures(String end) throws IOException {
		try (Stream<Path> pictures = Files.list(Page.ROOT.resolve("docs/images"))) {
			return pictures.filter((picture) -> picture.toString().endsWith(end)).toList();
		}
	}

}
