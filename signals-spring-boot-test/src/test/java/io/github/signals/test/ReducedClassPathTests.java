package io.github.signals.test;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of Spring without JUnit and AssertJ, such as those with TestNG.
 */
class ReducedClassPathTests {

	@Test
	void testsOfSpringRunWhenJUnitAndAssertJAreMissing() throws Exception {
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader reduced = new URLClassLoader(classPathWithout("junit", "assertj"),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(reduced);
			Object program = reduced.loadClass(RunsATest.class.getName()).getDeclaredConstructor().newInstance();
			assertThat(((Callable<?>) program).call()).isEqualTo("[heard hello]");
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	private static URL[] classPathWithout(String... missing) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<Path> entries = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
		List<Path> kept = entries.stream()
			.filter((entry) -> Arrays.stream(missing).noneMatch(entry.getFileName().toString()::contains))
			.toList();
		assertThat(kept).hasSizeLessThan(entries.size());
		return kept.stream().map(ReducedClassPathTests::url).toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static final class RunsATest implements Callable<String> {

		@Override
		public String call() throws Exception {
			TestContextManager manager = new TestContextManager(SpringTest.class);
			SpringTest instance = new SpringTest();
			Method method = SpringTest.class.getMethod("sends");
			manager.prepareTestInstance(instance);
			manager.beforeTestMethod(instance, method);
			instance.sends();
			manager.afterTestMethod(instance, method, null);
			return instance.calls.all().toString();
		}

	}

	@ContextConfiguration(classes = { Calls.class, SignalsAutoConfiguration.class, Hearing.class })
	public static final class SpringTest {

		@Autowired
		private Signals signals;

		@Autowired
		private Calls calls;

		public void sends() {
			this.signals.send(new Said("hello"));
		}

	}

	record Said(String instance) implements Signal<String> {

	}

	record Hearing(Calls calls) {

		@Receiver
		void on(Said said) {
			this.calls.add("heard " + said.instance());
		}

	}

}
