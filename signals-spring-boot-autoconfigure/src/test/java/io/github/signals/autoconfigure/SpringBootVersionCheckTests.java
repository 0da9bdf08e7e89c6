package io.github.signals.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SpringBootVersionCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "4.0.0", "4.1.1", "4.2.0-M1", "4.10.3" })
	@NullSource
	void acceptsWhatTheLibraryIsBuiltFor(String version) {
		assertThatCode(() -> SpringBootVersionCheck.check(version)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.5.14", "2.7.18", "5.0.0-M1", "40.0.0" })
	void saysInOneSentenceWhatWasFoundAndWhatIsNeeded(String version) {
		assertThatExceptionOfType(UnsupportedSpringBootException.class)
			.isThrownBy(() -> SpringBootVersionCheck.check(version))
			.withMessage("Signals requires Spring Boot 4.0 or a later 4.x version, but this application uses Spring"
					+ " Boot " + version + ".");
	}

	@Test
	void isPrintedAsAFailureAnalysis() {
		UnsupportedSpringBootException failure = new UnsupportedSpringBootException("3.5.14");
		FailureAnalysis analysis = new UnsupportedSpringBootFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).isEqualTo(failure.getMessage());
		assertThat(analysis.getAction()).startsWith("Upgrade Spring Boot");
	}

	@Test
	void runsInEachApplication() {
		SpringApplication application = new SpringApplication(Nothing.class);
		assertThat(application.getInitializers()).hasAtLeastOneElementOfType(SpringBootVersionCheck.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
