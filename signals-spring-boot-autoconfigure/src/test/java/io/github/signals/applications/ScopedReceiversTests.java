package io.github.signals.applications;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.beans.factory.config.Scope;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ScopedProxyMode;

import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverException;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Receivers whose bean is replaced, or is not there outside of its scope.
 */
class ScopedReceiversTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withUserConfiguration(Settings.class);

	// P46
	@Test
	void theBeanOfTheMomentIsCalledWithAndWithoutAProxy() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			Calls calls = context.getBean(Calls.class);
			assertThat(signals.receivers()).hasSize(2);
			for (int i = 0; i < 20; i++) { // as often as a lambda would be made of the
											// method
				signals.send(Sent.created(new Reading()));
			}
			assertThat(calls.all()).hasSize(40).containsOnly("proxied 1", "bare 1");
			context.getBean(Replaceable.class).replaceAll();
			calls.all().clear();
			signals.send(Sent.created(new Reading()));
			assertThat(calls.all()).containsExactly("proxied 2", "bare 2");
		});
	}

	// S20
	@Test
	void outsideOfTheScopeTheFailureNamesTheReceiverAndTheScope() {
		this.runner.run((context) -> {
			context.getBean(Replaceable.class).active = false;
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> context.getBean(Signals.class).send(Sent.created(new Reading())))
				.withMessageContaining("proxied.on")
				.havingCause()
				.withMessageContaining("Scope 'replaceable' is not active for the current thread");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Settings {

		@Bean
		static Replaceable replaceable() {
			return new Replaceable();
		}

		@Bean
		static CustomScopeConfigurer scopes(Replaceable replaceable) {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("replaceable", replaceable);
			return configurer;
		}

		@Bean
		Calls calls() {
			return new Calls();
		}

		@Bean
		@org.springframework.context.annotation.Scope(scopeName = "replaceable",
				proxyMode = ScopedProxyMode.TARGET_CLASS)
		Receivers proxied(Calls calls, Replaceable replaceable) {
			return new Receivers(calls, "proxied " + replaceable.generation);
		}

		@Bean
		@org.springframework.context.annotation.Scope("replaceable")
		Receivers bare(Calls calls, Replaceable replaceable) {
			return new Receivers(calls, "bare " + replaceable.generation);
		}

	}

	record Reading() {

	}

	static class Receivers {

		private final Calls calls;

		private final String name;

		Receivers(Calls calls, String name) {
			this.calls = calls;
			this.name = name;
		}

		@PostSaveReceiver
		public void on(Reading reading) {
			this.calls.add(this.name);
		}

	}

	/**
	 * A scope that forgets its beans when it is told to, as that of refreshed properties,
	 * and may be left, as that of a request.
	 */
	static class Replaceable implements Scope {

		private final Map<String, Object> beans = new HashMap<>();

		private int generation = 1;

		private boolean active = true;

		void replaceAll() {
			this.beans.clear();
			this.generation++;
		}

		@Override
		public Object get(String name, ObjectFactory<?> factory) {
			if (!this.active) {
				throw new IllegalStateException("No thread-bound request found");
			}
			return this.beans.computeIfAbsent(name, (key) -> factory.getObject());
		}

		@Override
		public @Nullable Object remove(String name) {
			return this.beans.remove(name);
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
		}

	}

}
