package io.github.signals.autoconfigure.bridge;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.bridge.JakartaDataEvents;
import io.github.signals.dispatch.ForeignEvents;

/**
 * Auto-configuration for the lifecycle events of Jakarta Data 1.1.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = SignalsAutoConfiguration.class)
@ConditionalOnClass(name = JakartaDataEvents.ANY)
@ImportRuntimeHints(SignalsJakartaDataAutoConfiguration.Constructors.class)
public final class SignalsJakartaDataAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ForeignEvents.class)
	JakartaDataEvents signalsJakartaDataEvents(ConfigurableListableBeanFactory beanFactory) {
		return new JakartaDataEvents(beanFactory.getBeanClassLoader());
	}

	static final class Constructors implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			JakartaDataEvents.names()
				.forEach((name) -> hints.reflection()
					.registerTypeIfPresent(classLoader, name, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
		}

	}

}
