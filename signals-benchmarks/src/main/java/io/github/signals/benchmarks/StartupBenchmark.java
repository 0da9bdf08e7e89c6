package io.github.signals.benchmarks;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;

/**
 * What it takes to start an application with many beans, and what the look for receivers
 * has of it. Each start that counts is the first of its process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class StartupBenchmark {

	private static final String DATA_SOURCE = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	private static final double MILLISECOND = 1e6;

	/** Where the classes of the beans are. */
	@Param("")
	public String classes;

	/** Who looks for the receivers. */
	@Param
	public Seeker seeker;

	/** How many beans there are. */
	@Param("1000")
	public int beans;

	/** How many receivers they have. */
	@Param("200")
	public int receivers;

	/**
	 * Start the application, and once more while everything is warm.
	 * @param times what it took
	 * @throws IOException if the classes cannot be read
	 */
	@Benchmark
	public void start(Times times) throws IOException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { url() }, before)) {
			thread.setContextClassLoader(loader);
			Start cold = startOnce(loader);
			times.start = cold.milliseconds();
			times.scan = cold.scan();
			Start warm = startOnce(loader);
			times.warmStart = warm.milliseconds();
			times.warmScan = warm.scan();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private URL url() throws MalformedURLException {
		return Path.of(this.classes).toUri().toURL();
	}

	private Start startOnce(ClassLoader loader) {
		BufferingApplicationStartup steps = new BufferingApplicationStartup(this.beans);
		steps.addFilter((step) -> step.getName().equals("spring.beans.smart-initialize"));
		long begin = System.nanoTime();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=error", "signals.startup-report=false",
					Libraries.without(DATA_SOURCE, Libraries.DURABLE, Libraries.MODULITH,
							isLibrary() ? "" : Libraries.SIGNALS))
			.applicationStartup(steps)
			.initializers(this::register)
			.run()) {
			long time = System.nanoTime() - begin;
			check(context, loader);
			return new Start(time / MILLISECOND, scan(steps) / MILLISECOND);
		}
	}

	private void register(ConfigurableApplicationContext context) {
		for (int i = 0; i < this.beans; i++) {
			GenericBeanDefinition definition = new GenericBeanDefinition();
			definition.setBeanClassName(GeneratedBeans.beanName(i));
			((GenericApplicationContext) context).registerBeanDefinition(GeneratedBeans.beanName(i), definition);
		}
	}

	private long scan(BufferingApplicationStartup steps) {
		return steps.getBufferedTimeline()
			.getEvents()
			.stream()
			.filter(this::isScan)
			.mapToLong((event) -> event.getDuration().toNanos())
			.sum();
	}

	private boolean isScan(TimelineEvent event) {
		for (var tag : event.getStartupStep().getTags()) {
			if (tag.getKey().equals("beanName") && tag.getValue().equals(this.seeker.beanName)) {
				return true;
			}
		}
		return false;
	}

	private boolean isLibrary() {
		return this.seeker == Seeker.SIGNALS;
	}

	/**
	 * Fail if one of the receivers is not there.
	 */
	private void check(ConfigurableApplicationContext context, ClassLoader loader) {
		if (context.containsBean(Seeker.SIGNALS.beanName) != isLibrary()) {
			throw new IllegalStateException("The library " + (isLibrary() ? "is missing" : "is there"));
		}
		int calls = 0;
		for (int i = 0; i < new GeneratedBeans(this.beans, this.receivers).senders(); i++) {
			IntSupplier sender = sender(loader, GeneratedBeans.senderName(i));
			if (isLibrary()) {
				call(context.getBean(Dispatcher.class), sender);
			}
			else {
				context.publishEvent(sender);
			}
			calls += sender.getAsInt();
		}
		int expected = (this.seeker != Seeker.NOBODY) ? this.receivers : 0;
		if (calls != expected) {
			throw new IllegalStateException(calls + " calls instead of " + expected);
		}
	}

	private static void call(Dispatcher dispatcher, IntSupplier sender) {
		DispatchContext context = dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
		dispatcher.now(new PostSave<>(sender.getClass(), sender, true, Changes.none(), context),
				dispatcher.registry().routes(sender.getClass()));
	}

	private static IntSupplier sender(ClassLoader loader, String name) {
		try {
			var constructor = loader.loadClass(name).getDeclaredConstructor();
			constructor.setAccessible(true);
			return (IntSupplier) constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * Who looks for the receivers: the library, or Spring for its own annotation, with
	 * which the methods are event listeners.
	 */
	public enum Seeker {

		/** Nobody: the methods are not annotated. */
		NOBODY("", ""),

		/** Spring. */
		SPRING("@org.springframework.context.event.EventListener ",
				AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME),

		/** The library. */
		SIGNALS("@io.github.signals.PostSaveReceiver ", "signalsReceiverScanner");

		final String annotation;

		private final String beanName;

		Seeker(String annotation, String beanName) {
			this.annotation = annotation;
			this.beanName = beanName;
		}

	}

	private record Start(double milliseconds, double scan) {

	}

	/**
	 * Milliseconds.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Times {

		/** The first start. */
		public double start;

		/** The look for receivers in it. */
		public double scan;

		/** The second start. */
		public double warmStart;

		/** The look for receivers in that one. */
		public double warmScan;

	}

}
