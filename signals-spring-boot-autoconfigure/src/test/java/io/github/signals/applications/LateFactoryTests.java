package io.github.signals.applications;

import jakarta.persistence.EntityManagerFactory;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.PostSaveReceiver;
import io.github.signals.applications.other.Note;
import io.github.signals.applications.other.Notes;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications whose entity manager factory is created in the background, and whose
 * repositories are created late.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateFactoryTests {

	private static final String LAZY = "spring.main.lazy-initialization=true";

	private static final String MODE = "spring.data.jpa.repositories.bootstrap-mode=";

	private static ConfigurableApplicationContext run(Class<?> receivers, String setting) {
		SpringApplicationBuilder application = Desk.application(Application.class, receivers);
		return application.run(Desk.settings("late_factory", "--" + setting));
	}

	@ParameterizedTest // S9, S14, P24
	@ValueSource(strings = { MODE + "default", MODE + "deferred", MODE + "lazy", LAZY })
	void whatIsRightIsHeard(String setting) {
		try (ConfigurableApplicationContext context = run(Right.class, setting)) {
			context.getBean(Notes.class).save(new Note("a"));
			assertThat(context.getBean(Calls.class).all()).containsExactly("saved a");
		}
	}

	@ParameterizedTest // S9, S14, P24
	@ValueSource(strings = { MODE + "default", MODE + "deferred", MODE + "lazy" })
	void whatIsWrongStopsTheStartup(String setting) {
		isRefused(assertThatException().isThrownBy(() -> run(Wrong.class, setting).close()).actual());
	}

	@Test // S9, S14, P46
	void whatACreatedFactoryTellsIsCheckedThoughOtherStoresAreCreatedLate() {
		assertThatExceptionOfType(InvalidReceiversException.class).isThrownBy(() -> run(Wrong.class, LAZY).close())
			.withMessageContaining("Wrong.attribute(Note)");
	}

	// Spring tells of a thread that creates a singleton while another one does so
	@Test
	void noSingletonIsCreatedByTheThreadThatCreatesTheFactory(CapturedOutput output) {
		SpringApplicationBuilder application = Desk.application(Application.class, Right.class, Impatient.class);
		application.run(Desk.settings("late_factory", "--" + MODE + "deferred",
				"--logging.level.org.springframework.beans.factory.support=INFO"))
			.close();
		assertThat(output).doesNotContain("singleton lock");
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> isRefused(Throwable failure) {
		return assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
			.isInstanceOf(InvalidReceiversException.class)
			.hasMessageContainingAll("Wrong.attribute(Note)",
					"'changed' names the attribute 'txet', which " + Note.class.getName() + " does not have.",
					"Did you mean text?", "Wrong.sender(Calls)",
					"The sender " + Calls.class.getName() + " is not an entity of this application.");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Note.class)
	static class Application {

		@Bean
		Calls calls() {
			return new Calls();
		}

	}

	static class Impatient {

		Impatient(EntityManagerFactory factory) {
			factory.getMetamodel();
		}

	}

	static class Right {

		private final Calls calls;

		Right(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver(changed = "text")
		void saved(Note note) {
			this.calls.add("saved " + note);
		}

	}

	static class Wrong {

		@PostSaveReceiver(changed = "txet")
		void attribute(Note note) {
		}

		@PostSaveReceiver
		void sender(Calls other) {
		}

	}

}
