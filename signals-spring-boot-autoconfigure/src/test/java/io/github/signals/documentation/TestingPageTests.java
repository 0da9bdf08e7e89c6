package io.github.signals.documentation;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the tests that the page about tests shows, in an application of their own. They
 * have their class path to themselves, as the test kit is registered in a file of it.
 */
class TestingPageTests {

	private static final Path TEST_KIT = Page.ROOT.resolve("signals-spring-boot-test/src/main/resources");

	@TempDir
	private Path directory;

	@Test
	void showsTestsThatPass() throws Exception {
		Page page = Page.read("docs/testing.md");
		PageCompiler compiled = PageCompiler.compile(List.of(page));
		compiled.writeTo(this.directory);
		List<String> tests = compiled.load(page)
			.stream()
			.map(Class::getName)
			.filter((name) -> name.endsWith("Tests"))
			.toList();
		assertThat(tests).isNotEmpty();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		// Not closed, as the application contexts of the tests need it when the JVM ends.
		ClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
		try {
			thread.setContextClassLoader(loader);
			Class<?> run = loader.loadClass(Run.class.getName());
			assertThat((List<?>) run.getMethod("failures", List.class).invoke(null, tests)).isEmpty();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private URL[] classPath() {
		Stream<Path> pages = Stream.of(this.directory, TEST_KIT);
		Stream<Path> tests = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
		return Stream.concat(pages, tests).map(TestingPageTests::url).toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs tests in the class loader that has loaded it.
	 */
	public static final class Run {

		private Run() {
		}

		/**
		 * Run test classes.
		 * @param names their names
		 * @return what has failed, and a line if there was nothing to run
		 */
		public static List<String> failures(List<String> names) {
			SummaryGeneratingListener listener = new SummaryGeneratingListener();
			LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
				.selectors(names.stream().map(DiscoverySelectors::selectClass).toList())
				.build();
			LauncherFactory.create().execute(request, listener);
			Stream<String> failed = listener.getSummary()
				.getFailures()
				.stream()
				.map((failure) -> failure.getTestIdentifier().getUniqueId() + ": " + failure.getException());
			boolean none = listener.getSummary().getTestsSucceededCount() == 0;
			return Stream.concat(failed, none ? Stream.of("Nothing has run") : Stream.empty()).toList();
		}

	}

}
