package io.github.signals.autoconfigure.bridge;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.callback.Callback;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.signals.MigrationsFinished;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.bridge.FlywayMigrations;
import io.github.signals.bridge.LiquibaseMigrations;
import io.github.signals.bridge.MigrationSignals;

/**
 * Auto-configuration for the signals of migrations. It comes last, so that the receivers
 * of other auto-configurations are known.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsMigrationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "org.flywaydb.core.Flyway",
			"org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer" })
	@ConditionalOnReceiver(MigrationsFinished.class)
	static class FlywayConfiguration {

		@Bean
		MigrationSignals signalsFlywayMigrationSignals(ObjectProvider<Signals> signals) {
			return new MigrationSignals(signals::getObject);
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		FlywayConfigurationCustomizer signalsFlywayCustomizer(MigrationSignals signalsFlywayMigrationSignals) {
			return (configuration) -> {
				List<Callback> callbacks = new ArrayList<>(List.of(configuration.getCallbacks()));
				callbacks.add(new FlywayMigrations(signalsFlywayMigrationSignals));
				configuration.callbacks(callbacks.toArray(Callback[]::new));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "liquibase.integration.spring.SpringLiquibase")
	@ConditionalOnReceiver(MigrationsFinished.class)
	static class LiquibaseConfiguration {

		@Bean
		static MigrationSignals signalsLiquibaseMigrationSignals(ObjectProvider<Signals> signals) {
			return new MigrationSignals(signals::getObject);
		}

		@Bean
		static LiquibaseMigrations signalsLiquibaseMigrations(
				ObjectProvider<MigrationSignals> signalsLiquibaseMigrationSignals) {
			return new LiquibaseMigrations(signalsLiquibaseMigrationSignals::getObject);
		}

	}

}
