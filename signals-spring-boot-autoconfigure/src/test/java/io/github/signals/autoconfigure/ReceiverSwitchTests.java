package io.github.signals.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiverSwitchTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void everyReceiverRunsWhereNothingIsConfigured() {
		add(new MapPropertySource("other", Map.of("signals.startup-report", "false")));
		assertThat(receiverSwitch().test("orders.confirm")).isTrue();
	}

	@Test
	void switchesOffInTheConfiguration() {
		add(new MapPropertySource("own", Map.of("signals.receivers.orders.confirm.enabled", "false")));
		assertThat(receiverSwitch().test("orders.confirm")).isFalse();
		assertThat(receiverSwitch().test("orders.audit")).isTrue();
	}

	@Test
	void switchesOffInEnvironmentVariables() {
		add(new SystemEnvironmentPropertySource("test-systemEnvironment", Map
			.of("SIGNALS_RECEIVERS_ORDERS_CONFIRM_ENABLED", "false", "SIGNALS_RECEIVERS_AUDIT_ENABLED", "false")));
		assertThat(receiverSwitch().test("orders.confirm")).isFalse();
		assertThat(receiverSwitch().test("audit")).isFalse();
		assertThat(receiverSwitch().test("orders.audit")).isTrue();
	}

	@Test
	void switchesOffInASourceThatCannotTellItsKeys() {
		add(new PropertySource<>("own", new Object()) {

			@Override
			public @Nullable Object getProperty(String name) {
				return name.equals("signals.receivers.orders.confirm.enabled") ? "false" : null;
			}

		});
		assertThat(receiverSwitch().test("orders.confirm")).isFalse();
		assertThat(receiverSwitch().test("orders.audit")).isTrue();
	}

	private void add(PropertySource<?> source) {
		this.environment.getPropertySources().addFirst(source);
	}

	private ReceiverSwitch receiverSwitch() {
		ConfigurationPropertySources.attach(this.environment);
		return new ReceiverSwitch(new SignalsProperties(), this.environment);
	}

}
