package io.github.signals.autoconfigure.actuate;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.actuate.DurableHealthIndicator;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalsHealthAutoConfiguration}.
 */
class SignalsHealthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
				SignalsHealthAutoConfiguration.class));

	private final ApplicationContextRunner stores = this.runner.withConfiguration(AutoConfigurations
		.of(DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class));

	@Test
	void isWellWithoutDurableReceiversAndWithoutTheirTable() {
		this.stores.run((context) -> {
			assertThat(context).hasBean("signalsHealthIndicator");
			assertThat(context.getBean(DurableHealthIndicator.class).health()).isEqualTo(Health.up().build());
		});
	}

	@Test
	void followsTheConventionsOfHealth() {
		this.stores.withPropertyValues("management.health.signals.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DurableHealthIndicator.class));
		this.stores.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DurableHealthIndicator.class));
	}

	@Test
	void isNotThereWhereNothingIsDurableOrNobodyAsks() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DurableHealthIndicator.class));
		this.stores.withPropertyValues("signals.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DurableHealthIndicator.class));
		this.stores.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
