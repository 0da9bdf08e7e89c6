package io.github.signals.test;

import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.test.whole.WholeApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot work fails, and says what to do.
 */
class MisuseTests {

	@Test
	void anApplicationContextWithoutSignalsIsNoticed() {
		assertFails(WithoutSignals.class, "it does not include SignalsAutoConfiguration");
	}

	@Test
	void nothingIsRecordedBeforeTheFirstTest() {
		assertFails(BeforeAllMethod.class, "No test is running");
	}

	@Test
	void receiversAndSendersAreNotMutedTogether() {
		assertFails(MutesBoth.class, "use two annotations");
	}

	// S14
	@Test
	void aReceiverThatThereIsNotIsNotMutedInATestOfTheWholeApplication() {
		assertFails(MutesWhatThereIsNot.class, "There is no receiver 'stok' to mute. Did you mean stock?");
	}

	// S14: a slice has not all receivers
	@Test
	void aReceiverThatThereIsNotIsNamedInASlice() {
		try (LoggedEvents log = new LoggedEvents()) {
			assertThat(LauncherRun.of(Map.of(), MutesInASlice.class).getTestsSucceededCount()).isOne();
			assertThat(log.messages()).contains("There is no receiver 'stok' to mute.");
		}
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

	@SpringBootTest(classes = WholeApplication.class, properties = "spring.main.web-application-type=none")
	static class MutesWhatThereIsNot {

		@Test
		@MuteSignals("stok")
		void fails() {
		}

	}

	@SpringJUnitConfig(OnlySignals.class)
	static class MutesInASlice {

		@Test
		@MuteSignals("stok")
		void runs() {
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
