package io.github.signals.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What several threads dispatch in a time, without a database. What they share is the
 * library and the receiver, not what is sent or counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DispatchThreadsBenchmark {

	private final ConfigurableApplicationContext application = new SpringApplicationBuilder(Pouring.class)
		.web(WebApplicationType.NONE)
		.properties("spring.main.banner-mode=off", "logging.level.root=error", "signals.startup-report=false")
		.run();

	private final Dispatcher dispatcher = this.application.getBean(Dispatcher.class);

	private final DispatchContext context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		this.application.close();
	}

	Signals signals() {
		return this.application.getBean(Signals.class);
	}

	/**
	 * One receiver in the transaction.
	 * @param cup who is told
	 */
	@Benchmark
	public void dispatch(Cup cup) {
		SenderRoutes routes = this.dispatcher.registry().routes(Cup.class);
		this.dispatcher.now(new PostSave<>(Cup.class, cup, false, Changes.none(), this.context), routes);
		cup.expected++;
	}

	/**
	 * What one thread sends, and counts.
	 */
	@State(Scope.Thread)
	public static class Cup {

		private long poured;

		private long expected;

		/**
		 * Begin to count.
		 */
		@Setup(Level.Iteration)
		public void empty() {
			this.poured = 0;
			this.expected = 0;
		}

		/**
		 * Fail if a call is missing.
		 */
		@TearDown(Level.Iteration)
		public void check() {
			if (this.poured != this.expected) {
				throw new IllegalStateException(this.poured + " calls instead of " + this.expected);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Pouring {

		@Bean
		static NoDatabase noDatabase() {
			return new NoDatabase();
		}

		@PostSaveReceiver
		void pour(Cup cup) {
			cup.poured++;
		}

	}

}
