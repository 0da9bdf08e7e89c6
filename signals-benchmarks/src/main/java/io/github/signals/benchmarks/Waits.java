package io.github.signals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Every wait of a thread for another one, as the flight recorder has seen it.
 *
 * @param events what was recorded
 */
record Waits(List<Wait> events) {

	/** A lock of ours may be one in a library that is called right away. */
	private static final int CALLERS = 3;

	private static final int DESCRIBED = 12;

	private static final String OURS = "io.github.signals.";

	private static final String MEASURING = OURS + "benchmarks.";

	/**
	 * Record while something is done.
	 */
	static Waits during(Runnable work) throws IOException {
		Path file = Files.createTempFile("waits", ".jfr");
		try (Recording recording = new Recording()) {
			for (String event : List.of("jdk.JavaMonitorEnter", "jdk.JavaMonitorWait", "jdk.ThreadPark")) {
				recording.enable(event).withoutThreshold().withStackTrace();
			}
			recording.start();
			work.run();
			recording.stop();
			recording.dump(file);
			return new Waits(RecordingFile.readAllEvents(file)
				.stream()
				.filter((event) -> event.getStackTrace() != null)
				.map(Wait::of)
				.toList());
		}
		finally {
			Files.delete(file);
		}
	}

	Waits ours() {
		return matching(Wait::isOurs);
	}

	Waits matching(Predicate<Wait> condition) {
		return new Waits(this.events.stream().filter(condition).toList());
	}

	double milliseconds() {
		return this.events.stream().map(Wait::duration).reduce(Duration.ZERO, Duration::plus).toNanos() / 1e6;
	}

	/**
	 * One wait.
	 *
	 * @param duration how long it was
	 * @param stack the names of the classes, the innermost first
	 */
	record Wait(Duration duration, List<String> stack) {

		static Wait of(RecordedEvent event) {
			RecordedStackTrace trace = event.getStackTrace();
			return new Wait(event.getDuration(),
					trace.getFrames().stream().map((frame) -> frame.getMethod().getType().getName()).toList());
		}

		/**
		 * Return whether code of the library has called what waits, unless that loads a
		 * class.
		 */
		boolean isOurs() {
			return !isLoading() && callers().anyMatch((type) -> type.startsWith(OURS) && !type.startsWith(MEASURING));
		}

		private boolean isLoading() {
			return this.stack.stream().takeWhile(Wait::isJdk).anyMatch(ClassLoader.class.getName()::equals);
		}

		boolean isOf(Class<?> type) {
			return callers().anyMatch(type.getName()::equals);
		}

		private Stream<String> callers() {
			return this.stack.stream().dropWhile(Wait::isJdk).limit(CALLERS);
		}

		String describe() {
			return this.duration.toNanos() / 1e6 + " ms, "
					+ String.join(" < ", this.stack.stream().limit(DESCRIBED).toList());
		}

		private static boolean isJdk(String type) {
			return Stream.of("java.", "javax.", "jdk.", "sun.").anyMatch(type::startsWith);
		}

	}

}
