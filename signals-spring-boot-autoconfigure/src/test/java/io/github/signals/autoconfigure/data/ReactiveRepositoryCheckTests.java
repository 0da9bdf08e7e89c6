package io.github.signals.autoconfigure.data;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveRepositoryCheck}, where only the interface says that a
 * repository is reactive.
 */
class ReactiveRepositoryCheckTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class,
				SignalsRepositoryAutoConfiguration.class, Check.class))
		.withUserConfiguration(Repositories.class);

	@Test
	void receiversOfWhatOnlyReactiveRepositoriesStoreAreNamed() { // S14
		assertThat(warnings()).containsExactly("Receivers [receivers.letter] are not called when "
				+ ReactiveLetters.class.getName() + " stores " + Letter.class.getName()
				+ ": the repository is reactive, and calls to reactive repositories are not captured. Send a signal of"
				+ " your own after each write.");
	}

	private List<String> warnings() {
		try (LoggedEvents log = new LoggedEvents()) {
			this.runner.withBean("receivers", Receivers.class).run((context) -> assertThat(context).hasNotFailed());
			return log.messages().stream().filter((message) -> message.contains("reactive")).toList();
		}
	}

	static class Receivers {

		@PostSaveReceiver
		void letter(Letter letter) {
		}

		@PostSaveReceiver
		void card(Card card) {
		}

		@PostSaveReceiver
		void everything(Object any) {
		}

		@Receiver
		void own(Sent sent) {
		}

	}

	record Sent(Letter instance) implements Signal<Letter> {

	}

	record Letter(@Id String id) {

	}

	record Card(@Id String id) {

	}

	interface ReactiveLetters extends KeyValueRepository<Letter, String> {

	}

	interface ReactiveCards extends KeyValueRepository<Card, String> {

	}

	interface Cards extends KeyValueRepository<Card, String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*ReactiveRepositoryCheckTests.*"))
	static class Repositories {

	}

	@AutoConfiguration(after = SignalsAutoConfiguration.class)
	static class Check {

		@Bean
		ReactiveRepositoryCheck check(ConfigurableListableBeanFactory beanFactory, ReceiverRegistry registry) {
			return new ReactiveRepositoryCheck(beanFactory, registry, () -> true,
					(repository) -> repository.getRepositoryInterface().getSimpleName().startsWith("Reactive"));
		}

	}

}
