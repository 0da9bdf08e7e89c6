package io.github.signals.documentation;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.signals.BulkWriteReceiver;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.testing.ConfigurationKeys;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the README and single pages promise.
 */
class ReadmeTests {

	private static final Path SAMPLE = Page.ROOT.resolve("sample-shop-app/src/main/java/io/github/signals/sample");

	private static final List<String> DJANGO = List.of("post_save", "pre_save", "pre_delete", "post_delete",
			"m2m_changed", "post_init", "QuerySet.update", "@receiver", "sender", "instance", "created",
			"update_fields", "raw", "using", "dispatch_uid", "connect", "disconnect", "send", "send_robust",
			"asend, asend_robust", "request_started", "request_finished", "got_request_exception", "post_migrate",
			"transaction.on_commit", "AppConfig.ready", "disabling in tests");

	private final Page readme = Page.read("README.md");

	@Test
	void isShort() {
		assertThat(this.readme.lines()).hasSizeLessThanOrEqualTo(200);
	}

	@Test
	void showsJavaBeforeLine25() {
		assertThat(this.readme.blocks("java").keySet().iterator().next()).isLessThan(25);
	}

	@Test
	void showsMethodsThatTheSampleHas() throws Exception {
		String sample = Files.readString(SAMPLE.resolve("shop/OrderReceivers.java")).replaceAll("\\s+", " ");
		for (MatchResult constant : Pattern.compile("String (\\w+) = (\".*?\");").matcher(sample).results().toList()) {
			sample = sample.replace("dispatchUid = " + constant.group(1), "dispatchUid = " + constant.group(2));
		}
		String methodsOfSample = sample;
		Matcher methods = Pattern.compile("(?ms)^    @\\w+Receiver.*?^    }$")
			.matcher(this.readme.blocks("java").values().iterator().next());
		assertThat(methods.results()).isNotEmpty()
			.allSatisfy((method) -> assertThat(methodsOfSample).contains(withoutComments(method.group())));
	}

	private static String withoutComments(String code) {
		return code.replaceAll(" *// .*", "").replaceAll("\\s+", " ");
	}

	@Test
	void namesEveryDelivery() {
		List<String> deliveries = Stream.of(Delivery.values()).map(Delivery::name).toList();
		for (Page page : List.of(this.readme, Page.read("docs/deliveries.md"))) {
			assertThat(page.table("delivery", "runs", "if it throws", "hears").keySet())
				.map((name) -> name.replace(" (default)", ""))
				.containsExactlyElementsOf(deliveries);
		}
	}

	/**
	 * The table is generated, as Generated says.
	 */
	@Test
	void hasTheTableOfAllKeysThatTheMetadataMakes() {
		Generated.isUpToDate(Page.read("docs/configuration.md"), "keys", ConfigurationKeys.table());
	}

	@Test
	void namesEveryMeter() {
		assertThat(Page.read("docs/operations.md").table("meter", "measures").keySet())
			.containsExactlyInAnyOrderElementsOf(Meters.registered());
	}

	@Test
	void namesEverySliceThatHasSignals() throws Exception {
		String slices = Page.read("docs/testing.md")
			.table("slice", "signals")
			.values()
			.stream()
			.filter((row) -> row.get(1).startsWith("yes"))
			.map((row) -> row.get(0))
			.collect(Collectors.joining(", "));
		try (Stream<Path> imports = Files.list(Path.of("src/main/resources/META-INF/spring"))) {
			assertThat(imports.map((file) -> file.getFileName().toString())
				.filter((name) -> name.contains(".test."))
				.map((name) -> name.replaceAll(".*\\.AutoConfigure(\\w+)\\.imports", "@$1Test"))).isNotEmpty()
				.allSatisfy((slice) -> assertThat(slices).contains(slice));
		}
	}

	@Test
	void namesEveryAttributeOfReceivers() {
		Set<String> attributes = Stream.of(PostSaveReceiver.class, BulkWriteReceiver.class)
			.flatMap((annotation) -> Stream.of(annotation.getDeclaredMethods()))
			.map((method) -> method.getName())
			.collect(Collectors.toSet());
		assertThat(Page.read("docs/receivers.md").table("attribute", "meaning").keySet())
			.flatMap((name) -> List.of(name.split(" or ")))
			.containsExactlyInAnyOrderElementsOf(attributes);
	}

	@Test
	void saysWhatDjangosWordsAreHere() {
		assertThat(Page.read("docs/coming-from-django.md").table("Django", "here").keySet())
			.containsExactlyElementsOf(DJANGO);
	}

	@Test
	void pagesNameTheVersionThatIsBuilt() throws Exception {
		String version = elements(Files.readString(Page.ROOT.resolve("pom.xml")), "version").get(0);
		Set<String> artifacts = new LinkedHashSet<>();
		for (Page page : Page.all()) {
			for (String block : page.blocks("xml").values()) {
				if (block.contains("<groupId>io.github.signals</groupId>")) {
					artifacts.addAll(elements("<x>" + block + "</x>", "artifactId"));
					assertThat(elements("<x>" + block + "</x>", "version")).allMatch(version::equals);
				}
			}
			Matcher gradle = Pattern.compile("io\\.github\\.signals:([\\w-]+)(?::([\\w.-]+))?").matcher(page.text());
			gradle.results().forEach((found) -> {
				artifacts.add(found.group(1));
				assertThat(found.group(2)).isIn(version, null);
			});
		}
		assertThat(artifacts).isNotEmpty()
			.allSatisfy((artifact) -> assertThat(Page.ROOT.resolve(artifact)).isDirectory());
	}

	@Test
	void namesTheVersionsThatAreTested() throws Exception {
		String pom = Files.readString(Page.ROOT.resolve("pom.xml"));
		String bom = Files.readString(Page.ROOT.resolve("signals-bom/pom.xml"));
		Map<String, List<String>> versions = this.readme.table("", "supported");
		String boot = elements(pom, "spring-boot-older.version").get(0) + ", "
				+ elements(bom, "spring-boot.version").get(0);
		assertThat(versions.get("Spring Boot").get(1)).isEqualTo(boot.replaceAll("\\.\\d+(?=,|$)", ".x"));
		assertThat(Page.read("docs/upgrading.md").table("Spring Boot", "Hibernate", "Signals").keySet())
			.containsExactly(versions.get("Spring Boot").get(1).split(", "));
		Matcher java = Pattern.compile("java: \\[(.*)]")
			.matcher(Files.readString(Page.ROOT.resolve(".github/workflows/build.yml")));
		assertThat(java.find()).isTrue();
		assertThat(versions.get("Java").get(1)).isEqualTo(java.group(1).replace(", ", " to "));
	}

	@Test
	void showsTheKotlinThatTheBuildStarts() throws Exception {
		Path application = Page.ROOT.resolve("signals-integration-tests/src/it/applications/kotlin/src/main/kotlin"
				+ "/com/example/kotlin/KotlinApplication.kt");
		assumeThat(application).exists();
		String block = Page.read("docs/kotlin.md").blocks("kotlin").values().iterator().next();
		assertThat(Files.readString(application)).contains(block);
	}

	private static List<String> elements(String xml, String name) throws Exception {
		Document document = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(xml.getBytes()));
		NodeList found = document.getElementsByTagName(name);
		return Stream.iterate(0, (i) -> i < found.getLength(), (i) -> i + 1)
			.map((i) -> ((Element) found.item(i)).getTextContent())
			.toList();
	}

}
