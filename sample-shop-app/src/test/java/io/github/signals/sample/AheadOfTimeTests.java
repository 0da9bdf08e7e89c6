package io.github.signals.sample;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The jar of the shop, processed ahead of time as the plugins of Spring Boot do it, in a
 * JVM of its own.
 */
class AheadOfTimeTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

	@TempDir
	private static Path directory;

	private static Process shop;

	private static RestTestClient client;

	@BeforeAll
	static void start() throws IOException {
		process();
		compile();
		pack();
		shop = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspring.aot.enabled=true", "-cp",
				jar() + File.pathSeparator + libraries(), SampleShopApplication.class.getName(), "--server.port=0",
				"--server.address=localhost")
			.redirectErrorStream(true)
			.redirectOutput(log().toFile())
			.start();
		await().atMost(Duration.ofSeconds(90)).until(() -> !shop.isAlive() || output().contains("The story ends here"));
		Matcher port = PORT.matcher(output());
		assertThat(port.find()).as(output()).isTrue();
		client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port.group(1)).build();
	}

	@AfterAll
	static void stop() throws InterruptedException {
		if (shop != null) {
			shop.destroyForcibly().waitFor();
		}
	}

	private static void process() {
		Settings settings = Settings.builder()
			.sourceOutput(directory.resolve("sources"))
			.resourceOutput(classes())
			.classOutput(classes())
			.groupId("io.github.signals")
			.artifactId("sample-shop-app")
			.build();
		new SpringApplicationAotProcessor(SampleShopApplication.class, settings, new String[0]).process();
	}

	private static void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(directory.resolve("sources"))) {
			List<Path> generated = sources.filter((file) -> file.toString().endsWith(".java")).toList();
			List<String> options = List.of("-proc:none", "-nowarn", "-parameters", "-d", classes().toString(),
					"-classpath", classes() + File.pathSeparator + System.getProperty("java.class.path"));
			boolean compiled = compiler
				.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(generated))
				.call();
			assertThat(compiled).as(messages.toString()).isTrue();
		}
	}

	/**
	 * Put what was generated into a jar, with the classes of the shop.
	 */
	private static void pack() throws IOException {
		Set<String> names = new HashSet<>();
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jar()))) {
			for (Path root : List.of(classes(), CLASSES)) {
				try (Stream<Path> files = Files.walk(root).filter((file) -> !file.equals(root))) {
					for (Path file : files.toList()) {
						String name = root.relativize(file).toString().replace(File.separatorChar, '/');
						add(jar, file, Files.isDirectory(file) ? name + "/" : name, names);
					}
				}
			}
		}
	}

	private static void add(JarOutputStream jar, Path file, String name, Set<String> names) throws IOException {
		if (names.add(name)) {
			jar.putNextEntry(new JarEntry(name));
			if (!Files.isDirectory(file)) {
				Files.copy(file, jar);
			}
			jar.closeEntry();
		}
	}

	private static Path jar() {
		return directory.resolve("shop.jar");
	}

	private static Path classes() {
		return directory.resolve("classes");
	}

	private static Path log() {
		return directory.resolve("log");
	}

	private static String libraries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).startsWith(CLASSES.getParent()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String output() throws IOException {
		return Files.readString(log());
	}

	@Test
	void tellsItsWholeStory() throws IOException {
		assertThat(output()).contains("Starting AOT-processed SampleShopApplication")
			.containsSubsequence("New user created: ada", "Profile created for ada",
					"New order for Tea. Sending notification to admin.",
					"Spring's own listener heard this after the commit: Tea x 2 by ada",
					"A new book titled 'Spring Basics' was added.",
					"The book titled 'Spring Basics, 2nd edition' was updated.",
					"The newest crate of warehouse 'Harbour' is 'Apples'.",
					"The newest crate of warehouse 'Harbour' is 'Pears'.",
					"The newest crate of warehouse 'Harbour' is 'Plums'.",
					"Site 'shop.example.com' changed: evicting the cached root paths.",
					"Page unpublished: \"Summer sale\" id=", "Page deleted: \"Summer sale\" id=",
					"The title 'Sping in Depth' is now 'Spring in Depth'.", "Order 1 changed from PLACED to SHIPPED.",
					"Tags of \"Winter sale\": added [sale], removed []", "books a new price.", "User deleted: alan",
					"The story ends here.");
		await().untilAsserted(() -> assertThat(output()).containsOnlyOnce("Email to [ada@example.com]: Your order 1"));
	}

	@Test
	void answersOverHttp() {
		client.post()
			.uri("/api/users")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("username", "grace", "email", "grace@example.com"))
			.exchange()
			.expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.profile.id")
			.isNotEmpty();
		client.get()
			.uri("/api/sources/confirm_order")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((source) -> assertThat(source).contains("void confirm(Order order)"));
		client.get()
			.uri("/actuator/signals")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((wiring) -> assertThat(wiring).contains("create_user_profile", "confirm_order"));
	}

}
