package io.github.signals.autoconfigure.durable;

import java.security.Principal;
import java.util.Collection;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.AuditorAware;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the classes that an actor may have.
 */
class AuditedActorsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner();

	private static Collection<Class<?>> types(ConfigurableListableBeanFactory beanFactory) {
		return new AuditedActors(beanFactory).get();
	}

	@Test
	void areWhatABeanMethodSays() {
		this.runner.withUserConfiguration(Lambda.class)
			.run((context) -> assertThat(types(context.getBeanFactory())).containsExactly(User.class));
	}

	@Test
	void areWhatABeanClassSays() {
		this.runner.withBean(Users.class)
			.run((context) -> assertThat(types(context.getBeanFactory())).containsExactly(User.class));
	}

	@Test
	void areWhatASingletonSaysThatNobodyHasDefined() {
		this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("users", new Users()))
			.run((context) -> assertThat(types(context.getBeanFactory())).containsExactly(User.class));
	}

	@Test
	void areThoseOfAllBeansInterfacesAmongThem() {
		this.runner.withBean(Users.class)
			.withUserConfiguration(Names.class)
			.run((context) -> assertThat(types(context.getBeanFactory())).containsExactlyInAnyOrder(User.class,
					Principal.class));
	}

	@Test
	void areNotWhateverABeanLeavesOpen() {
		this.runner.withUserConfiguration(Open.class)
			.run((context) -> assertThat(types(context.getBeanFactory())).isEmpty());
	}

	@Test
	void areNoneWhereNobodySaysIt() {
		this.runner.run((context) -> assertThat(types(context.getBeanFactory())).isEmpty());
	}

	record User(String name) {

	}

	static class Users implements AuditorAware<User> {

		@Override
		public Optional<User> getCurrentAuditor() {
			return Optional.empty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Names {

		@Bean
		AuditorAware<Principal> names() {
			return Optional::empty;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		AuditorAware<?> open() {
			return Optional::empty;
		}

		@Bean
		AuditorAware<Object> anything() {
			return Optional::empty;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		AuditorAware<User> users() {
			return Optional::empty;
		}

	}

}
