package io.github.signals.benchmarks;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.signals.PostSaveReceiver;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.DispatchTrace;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsObservationAutoConfiguration;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * The applications of {@link ObservedDispatchBenchmark}.
 */
final class ObservedReceivers {

	private ObservedReceivers() {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Pouring {

		private long calls;

		@PostSaveReceiver
		void pour(Tea tea) {
			this.calls += tea.name().length() / 5;
		}

		long calls() {
			return this.calls;
		}

		void reset() {
			this.calls = 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Pouring.class, BootObservations.class })
	@ImportAutoConfiguration(SignalsObservationAutoConfiguration.class)
	static class Off {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Off.class)
	static class On {

		private static final int TRACED = 100;

		/**
		 * As where the endpoint is exposed.
		 */
		@Bean
		CallStatistics callStatistics() {
			return new CallStatistics();
		}

		/**
		 * As where the endpoint shows the last dispatches.
		 */
		@Bean
		DispatchTrace dispatchTrace(ReceiverRegistry registry, TransactionJournals journals) {
			return new DispatchTrace(TRACED, registry, journals::trace);
		}

	}

	record Tea(String name) {

	}

}
