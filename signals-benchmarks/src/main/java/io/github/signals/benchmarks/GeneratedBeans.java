package io.github.signals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Classes of an application: beans with ten methods each, some of which are receivers,
 * and the senders that they hear.
 *
 * @param beans how many beans, each of a class of its own
 * @param receivers how many receivers, two in a bean
 */
record GeneratedBeans(int beans, int receivers) {

	static final int RECEIVERS_PER_SENDER = 4;

	private static final int METHODS = 10;

	private static final int RECEIVERS_PER_BEAN = 2;

	static String beanName(int number) {
		return "Bean%04d".formatted(number);
	}

	static String senderName(int number) {
		return "Sender%03d".formatted(number);
	}

	int senders() {
		return this.receivers / RECEIVERS_PER_SENDER;
	}

	/**
	 * Compile the classes.
	 * @param directory where the class files go
	 * @param annotation what the receivers have, with a space after it, or nothing
	 */
	void compile(Path directory, String annotation) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new IllegalStateException("The benchmark of the startup needs a JDK, with its compiler");
		}
		Path source = Files.writeString(Files.createDirectories(directory).resolve("Beans.java"), source(annotation));
		int failed = compiler.run(null, null, null, "-nowarn", "-proc:none", "-parameters", "-d", directory.toString(),
				"-classpath", System.getProperty("java.class.path"), source.toString());
		if (failed != 0) {
			throw new IllegalStateException("The generated classes do not compile");
		}
	}

	private String source(String annotation) {
		Stream<String> senders = IntStream.range(0, senders()).mapToObj("""
				class Sender%03d implements java.util.function.IntSupplier {
					int calls;
					public int getAsInt() {
						return this.calls;
					}
				}
				"""::formatted);
		return Stream.concat(senders, IntStream.range(0, this.beans).mapToObj((number) -> bean(number, annotation)))
			.collect(Collectors.joining());
	}

	private String bean(int number, String annotation) {
		int first = number * RECEIVERS_PER_BEAN;
		int receiving = (first < this.receivers) ? RECEIVERS_PER_BEAN : 0;
		Stream<String> methods = IntStream.range(receiving, METHODS).mapToObj("""
					long method%1$d(String text, long number) {
						return this.state += text.length() + number * %1$d;
					}
				"""::formatted);
		Stream<String> heard = IntStream.range(first, first + receiving)
			.mapToObj((receiver) -> receiver(receiver, annotation));
		return """
				class %s {
					private long state;
				%s}
				""".formatted(beanName(number), Stream.concat(heard, methods).collect(Collectors.joining()));
	}

	private String receiver(int number, String annotation) {
		return """
					%svoid saved%d(%s sender) {
						sender.calls++;
					}
				""".formatted(annotation, number, senderName(number % senders()));
	}

}
