package io.github.signals.aot;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is processed ahead of time, as the plugins of Spring Boot do it:
 * what is generated is compiled, and run by a JVM of its own.
 *
 * @param application the class of the application
 * @param directory where the result is
 */
record AheadOfTime(Class<?> application, Path directory) {

	static AheadOfTime process(Class<?> application, Path directory, String... arguments) throws IOException {
		AheadOfTime aot = new AheadOfTime(application, directory);
		Settings settings = Settings.builder()
			.sourceOutput(directory.resolve("sources"))
			.resourceOutput(directory.resolve("classes"))
			.classOutput(directory.resolve("classes"))
			.groupId("io.github.signals")
			.artifactId("test")
			.build();
		new SpringApplicationAotProcessor(application, settings, arguments).process();
		aot.compile();
		return aot;
	}

	private void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			List<String> options = List.of("-proc:none", "-nowarn", "-parameters", "-d", classes(), "-classpath",
					classPath());
			boolean compiled = compiler
				.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(
						sources.filter((source) -> source.toString().endsWith(".java")).toList()))
				.call();
			assertThat(compiled).as(messages.toString()).isTrue();
		}
	}

	private String classes() {
		return this.directory.resolve("classes").toString();
	}

	private String classPath() {
		return classes() + File.pathSeparator + System.getProperty("java.class.path");
	}

	String generated(String file) throws IOException {
		return Files.readString(Path.of(classes(), file));
	}

	/**
	 * Run the application to its end, in a JVM of its own.
	 */
	void run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspring.aot.enabled=true", "-cp", classPath(),
						this.application.getName()));
		command.addAll(List.of(arguments));
		Path log = this.directory.resolve("log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			boolean ended = process.waitFor(60, TimeUnit.SECONDS);
			assertThat(ended && process.exitValue() == 0).as(() -> read(log)).isTrue();
			assertThat(log).content().contains("Starting AOT-processed");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
