package io.github.signals.test;

import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot work fails, and says what to do.
 */
class MisuseTests {

	@Test
	void anApplicationContextWithoutSignalsIsNoticed() {
		assertFails(WithoutSignals.class, "SignalsAutoConfiguration is not part of it");
	}

	@Test
	void nothingIsRecordedBeforeTheFirstTest() {
		assertFails(BeforeAllMethod.class, "No test is running");
	}

	@Test
	void receiversAndSendersAreNotMutedTogether() {
		assertFails(MutesBoth.class, "use two annotations");
	}

	private static void assertFails(Class<?> test, String message) {
		assertThat(LauncherRun.of(Map.of(), test).getFailures()).hasSize(1)
			.first()
			.extracting(Failure::getException)
			.extracting(Throwable::getMessage)
			.asString()
			.contains(message);
	}

	@SpringJUnitConfig(Nothing.class)
	@RecordSignals
	static class WithoutSignals {

		@Test
		void fails() {
		}

	}

	@SpringJUnitConfig(OnlySignals.class)
	@RecordSignals
	static class BeforeAllMethod {

		@BeforeAll
		static void fails(RecordedSignals recorded) {
		}

		@Test
		void neverRuns() {
		}

	}

	@SpringJUnitConfig(OnlySignals.class)
	static class MutesBoth {

		@Test
		@MuteSignals(value = "stock", senders = Tea.class)
		void fails() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class OnlySignals {

	}

}
