package io.github.signals.applications;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.applications.restart.RestartedApplication;
import io.github.signals.applications.restart.RestartedSignals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Restarts as those of Spring Boot's devtools: the classes of the application are loaded
 * anew, by another class loader, and those of the library and of all others stay.
 */
class RestartTests {

	private final ClassLoader original = Thread.currentThread().getContextClassLoader();

	private ClassLoader loader = new RestartLoader(this.original);

	@AfterEach
	void restore() {
		Thread.currentThread().setContextClassLoader(this.original);
	}

	// P49
	@Test
	void theRestartedApplicationHearsWithItsNewClasses() throws Exception {
		List<String> often = Collections.nCopies(20, "a"); // as often as a lambda is made
															// of a method
		try (ConfigurableApplicationContext context = start(RestartedApplication.class, this.loader)) {
			assertThat(save(context, often)).hasSize(60).contains("saved a", "lambda a", "committed a");
		}
		ClassLoader restarted = new RestartLoader(this.original);
		try (ConfigurableApplicationContext context = start(RestartedApplication.class, restarted)) {
			assertThat(save(context, List.of("b"))).containsExactlyInAnyOrder("saved b", "lambda b", "committed b");
			assertThat(context.getBean(Signals.class).receivers()).hasSize(3)
				.flatMap(ReceiverInfo::senders)
				.extracting(Class::getClassLoader)
				.containsOnly(restarted);
		}
	}

	// P49, Behaviours 10
	@Test
	void nothingOfTheOldClassesIsKept() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:SoftRefLRUPolicyMSPerMB=0", "-cp",
				System.getProperty("java.class.path"), RestartTests.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.DISCARD)
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Run in a JVM that keeps nothing which is only softly reachable, and end with 0 if
	 * the class loader of the application is gone after the application.
	 */
	public static void main(String[] arguments) throws Exception {
		RestartTests restart = new RestartTests();
		// What Spring Boot keeps of the first application is not of the restarted one.
		run(restart.original);
		WeakReference<ClassLoader> old = new WeakReference<>(restart.loader);
		run(restart.loader);
		restart.loader = restart.original;
		restart.restore();
		// Threads that were stopped may need a moment to end.
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return old.get() == null;
		});
		System.exit(0);
	}

	private static void run(ClassLoader loader) throws Exception {
		try (ConfigurableApplicationContext context = start(RestartedSignals.class, loader)) {
			// So often that conditions are compiled, and lambdas made of methods.
			assertThat(((IntFunction<?>) context.getBean("send")).apply(150)).isEqualTo(150);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> application, ClassLoader loader) throws Exception {
		Thread.currentThread().setContextClassLoader(loader);
		return (ConfigurableApplicationContext) loader.loadClass(application.getName())
			.getMethod("start", String[].class)
			.invoke(null, (Object) Desk.settings("restart", "--logging.register-shutdown-hook=false"));
	}

	@SuppressWarnings("unchecked")
	private static List<String> save(ConfigurableApplicationContext context, List<String> texts) {
		return (List<String>) context.getBean(Function.class).apply(texts);
	}

	/**
	 * Loads the classes of the application itself, and leaves all others to its parent.
	 */
	private static final class RestartLoader extends ClassLoader {

		private static final String APPLICATION = RestartedApplication.class.getPackageName() + ".";

		RestartLoader(ClassLoader parent) {
			super(parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = name.startsWith(APPLICATION) ? findLoadedClass(name) : super.loadClass(name, resolve);
				return (loaded != null) ? loaded : load(name);
			}
		}

		private Class<?> load(String name) throws ClassNotFoundException {
			try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (file == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = file.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
