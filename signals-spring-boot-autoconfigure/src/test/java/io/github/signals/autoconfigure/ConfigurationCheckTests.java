package io.github.signals.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.UrlResource;

import io.github.signals.testing.ConfigurationKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the keys and values that stop the startup.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationCheckTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class));

	// S14
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			signals.reciever                                    | Did you mean 'signals.receivers'?
			signals.recievers.m12.enabled                       | Did you mean 'signals.receivers.m12.enabled'?
			signals.receivers.m12.enable                        | Did you mean 'signals.receivers.m12.enabled'?
			signals.receivers.m12.durable.max-attempt           | Did you mean \
			'signals.receivers.m12.durable.max-attempts'?
			signals.receivers[a.b].enable                       | Did you mean 'signals.receivers[a.b].enabled'?
			signals.receivers.orders.confirm.enabled            | A uid that contains dots must be in \
			brackets: 'signals.receivers[orders.confirm].enabled', and in YAML also in quotes: \
			"[orders.confirm]".
			signals.receivers.a.b.c.durable.timeout             | A uid that contains dots must be in \
			brackets: 'signals.receivers[a.b.c].durable.timeout', and in YAML also in quotes: "[a.b.c]".
			signals.receivers.m12.delivery                      | Known keys are \
			'signals.receivers.m12.durable', 'signals.receivers.m12.enabled'.
			signals.async.thread                                | Did you mean 'signals.async.threads'?
			signals.async.queueCapacitee                        | Did you mean 'signals.async.queue-capacity'?
			signals.enable                                      | Did you mean 'signals.enabled'?
			signals.enabled.always                              | Did you mean 'signals.enabled'?
			signals.max-depth                                   | Did you mean 'signals.recursion.max-depth'?
			signals.durable.timeouts                            | Did you mean 'signals.durable.timeout'?
			signals.bulk.ids                                    | Known keys are 'signals.bulk.startup-warning'.
			signals.trace.sise                                  | Did you mean 'signals.trace.size'?
			signals.receivers.notify_admin.enable               | Did you mean \
			'signals.receivers.notify_admin.enabled'?
			signals.receivers.a.b.durable.backOff.max           | A uid that contains dots must be in \
			brackets: 'signals.receivers[a.b].durable.backOff.max', and in YAML also in quotes: "[a.b]".
			""")
	void aKeyThatDoesNotExistIsRefusedWithTheNearest(String key, String remedy) {
		this.runner.withPropertyValues(key + "=1")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnknownKeysException.class)
				.hasMessage("The key '" + key + "' does not exist. " + remedy));
	}

	@Test
	void whatIsFarFromAllKeysIsGuessedByNobody() { // S14
		this.runner.withPropertyValues("signals.providers.bloomberg=1")
			.run((context) -> assertThat(context).getFailure()
				.message()
				.startsWith("The key 'signals.providers.bloomberg' does not exist. Known keys are 'signals.async',"
						+ " 'signals.bulk', ")
				.endsWith("'signals.trace'. For the application's own keys, choose a prefix other than 'signals'."));
	}

	@Test
	void everyKeyOfTheMetadataIsKnown() { // S14
		for (String uid : List.of("m12", "[a.b]", "save_user_profile")) {
			String[] keys = ConfigurationKeys.all()
				.stream()
				.map((key) -> key.name().replace(".<uid>", uid.startsWith("[") ? uid : "." + uid))
				.toArray(String[]::new);
			assertThat(keys).hasSizeGreaterThan(20);
			assertThatNoException().isThrownBy(() -> check(new MapPropertySource("file", values(keys))));
		}
	}

	@ParameterizedTest // S14
	@ValueSource(strings = { "signals.durable.types[0]", "signals.durable.renamed.Order.total",
			"signals.durable.renamed[Order.total]", "signals.durable.renamed-entities[com.example.Order]",
			"signals.durable.renamed-receivers.old", "signals.slowReceiverThreshold", "signals.durable.backoff.max",
			"signals.SLOW_RECEIVER_THRESHOLD", "signals.receivers", "signals.async", "signals.receivers.m12",
			"signal.async", "signalsy.async", "management.endpoint.signals.access" })
	void otherWaysToWriteAKeyAreKnown(String key) {
		assertThatNoException().isThrownBy(() -> check(new MapPropertySource("file", values(key))));
	}

	private static Map<String, Object> values(String... keys) {
		return Arrays.stream(keys).collect(Collectors.toMap((key) -> key, (key) -> ""));
	}

	@Test
	void whatAnEnvironmentBringsIsNotRefused() { // S14
		assertThatNoException().isThrownBy(() -> check(new SystemEnvironmentPropertySource("systemEnvironment",
				Map.of("SIGNALS_SERVICE_HOST", "10.0.0.1", "SIGNALS_PORT", "tcp://10.0.0.1:80"))));
		assertThatNoException().isThrownBy(() -> check(
				new MapPropertySource("systemProperties", Map.of("signals.receivers.a.b.enabled", "false"))));
	}

	@Test
	void whatCannotTellItsKeysIsNotRefused() { // S14
		assertThatNoException().isThrownBy(() -> check(new PropertySource<>("own", new Object()) {

			@Override
			public @Nullable Object getProperty(String name) {
				return "";
			}

		}));
	}

	private static void check(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		if (environment.getPropertySources().contains(source.getName())) {
			environment.getPropertySources().replace(source.getName(), source);
		}
		else {
			environment.getPropertySources().addFirst(source);
		}
		ConfigurationPropertySources.attach(environment);
		new ConfigurationCheck(environment).postProcessBeanFactory(null);
	}

	// S14
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			signals.async.threads                          | 0        | It must be at least 1.
			signals.async.threads                          | -8       | It must be at least 1.
			signals.async.queue-capacity                   | -1       | It must be at least 0.
			signals.async.shutdown-timeout                 | -1s      | It must be between 0 and 3650d.
			signals.async.shutdownTimeout                  | 300000d  | It must be between 0 and 3650d.
			signals.recursion.max-depth                    | 0        | It must be at least 1.
			signals.slow-receiver-threshold                | 300000d  | It must be at most 3650d.
			signals.trace.size                             | -1       | It must be between 0 and 10000.
			signals.trace.size                             | 10001    | It must be between 0 and 10000.
			signals.durable.threads                        | 0        | It must be at least 1.
			signals.durable.max-attempts                   | 0        | It must be at least 1.
			signals.durable.timeout                        | 0        | It must be between 1ms and 3650d.
			signals.durable.timeout                        | 300000d  | It must be between 1ms and 3650d.
			signals.durable.back-off.initial               | 0        | It must be between 1ms and 3650d.
			signals.durable.back-off.multiplier            | 0.5      | It must be between 1 and 1000.
			signals.durable.back-off.multiplier            | NaN      | It must be between 1 and 1000.
			signals.durable.back-off.max                   | -1ms     | It must be between 1ms and 3650d.
			signals.durable.polling-interval               | 0        | It must be between 1ms and 3650d.
			signals.durable.heartbeat-interval             | -5s      | It must be between 1ms and 3650d.
			signals.durable.sweep-interval                 | 1ns      | It must be between 1ms and 3650d.
			signals.durable.report-after                   | -1s      | It must be between 0 and 3650d.
			signals.durable.shutdown-timeout               | -1s      | It must be between 0 and 3650d.
			signals.receivers.m12.durable.max-attempts     | 0        | It must be at least 1.
			signals.receivers.m12.durable.share            | 0        | It must be between 1 and 1000.
			signals.receivers.m12.durable.share            | 1001     | It must be between 1 and 1000.
			signals.receivers[a.b].durable.timeout         | 0        | It must be between 1ms and 3650d.
			signals.receivers.m12.durable.back-off.initial | 0        | It must be between 1ms and 3650d.
			""")
	void aValueOutOfItsRangeIsRefused(String key, String value, String range) {
		this.runner.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (failure) -> {
					assertThat(failure.getName()).isEqualTo(key);
					assertThat(failure.getValue()).isEqualTo(value);
					assertThat(failure.getReason()).isEqualTo(range);
				}));
	}

	@Test
	void aValueOutOfItsRangeThatComesFromElsewhereIsTold(@TempDir Path directory, CapturedOutput output)
			throws Exception { // S14
		Path file = Files.writeString(directory.resolve("application.properties"), """
				pool=0
				signals.async.threads=${pool}
				""");
		assertThat(failure(file, output)).contains("""
				Invalid value '${pool}' for configuration property 'signals.async.threads' (originating from \
				'%s - 2:23'). Validation failed for the following reason:

				It is 0, and must be at least 1.
				""".formatted(new UrlResource(file.toUri().toURL())));
		this.runner.withPropertyValues("signals.durable.timeout=${wait:-1}s")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Property signals.durable.timeout with value '-1s' is invalid:"
						+ " It is -1s, and must be between 1ms and 3650d."));
	}

	@ParameterizedTest // S14
	@ValueSource(strings = { "signals.slow-receiver-threshold=-1", "signals.failure-rate-threshold=0",
			"signals.async.queue-capacity=0", "signals.trace.size=0", "signals.durable.polling-interval=1ms",
			"signals.durable.shutdown-timeout=0", "signals.durable.back-off.multiplier=1",
			"signals.durable.timeout=3650d" })
	void aValueAtTheEdgeIsFine(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatAnEnvironmentBringsHasItsRange() { // S14
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> check(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SIGNALS_RECEIVERS_ORDERS_CONFIRM_DURABLE_MAXATTEMPTS", "0"))))
			.withMessage("Property SIGNALS_RECEIVERS_ORDERS_CONFIRM_DURABLE_MAXATTEMPTS with value '0' is invalid:"
					+ " It must be at least 1.");
	}

	@Test
	void filesAreRefusedWithTheirLine(@TempDir Path directory, CapturedOutput output) throws Exception { // S14
		Path file = Files.writeString(directory.resolve("application.yml"), """
				signals:
				  receivers:
				    orders.confirm:
				      enabled: false
				  async:
				    thread: 8
				""");
		assertThat(failure(file, output)).contains("""
				Description:

				The following keys cannot be used:

				- 'signals.receivers.orders.confirm.enabled' in %1$s - 4:16 does not exist
				- 'signals.async.thread' in %1$s - 6:13 does not exist

				Action:

				- 'signals.receivers.orders.confirm.enabled': A uid that contains dots must be in brackets: \
				'signals.receivers[orders.confirm].enabled', and in YAML also in quotes: "[orders.confirm]".
				- 'signals.async.thread': Did you mean 'signals.async.threads'?
				""".formatted(new UrlResource(file.toUri().toURL())));
	}

	@ParameterizedTest // S14
	@CsvSource(delimiter = '|',
			textBlock = """
					signals                   | false | Did you mean 'signals.enabled'?
					signals                   | off   | Did you mean 'signals.enabled'?
					signals.receivers.m12     | FALSE | Did you mean 'signals.receivers.m12.enabled'?
					signals.receivers[a.b]    | true  | Did you mean 'signals.receivers[a.b].enabled'?
					signals.bulk              | false | Known keys are 'signals.bulk.startup-warning'.
					signals.bulk              | 1     | Known keys are 'signals.bulk.startup-warning'.
					signals.receivers.m_1     | 1     | Known keys are 'signals.receivers.m_1.durable', 'signals.receivers.m_1.enabled'.
					signals.durable.back-off  | 1     | Known keys are 'signals.durable.back-off.initial', 'signals.durable.back-off.max', 'signals.durable.back-off.multiplier'.
					""")
	void aValueInThePlaceOfAGroupIsRefused(String key, String value, String remedy) {
		this.runner.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnknownKeysException.class)
				.hasMessage("The key '" + key + "' is a group of keys and cannot have a value. " + remedy));
	}

	@Test
	void aValueInThePlaceOfAllKeysIsRefusedWithItsLine(@TempDir Path directory, CapturedOutput output)
			throws Exception { // S14
		Path file = Files.writeString(directory.resolve("application.yml"), "signals: false");
		assertThat(failure(file, output)).contains("""
				Description:

				The following keys cannot be used:

				- 'signals' in %s - 1:10 is a group of keys and cannot have a value

				Action:

				- 'signals': Did you mean 'signals.enabled'?
				""".formatted(new UrlResource(file.toUri().toURL())));
		assertThatNoException()
			.isThrownBy(() -> check(new SystemEnvironmentPropertySource("systemEnvironment", Map.of("SIGNALS", "no"))));
		assertThatNoException().isThrownBy(() -> check(new MapPropertySource("file", Map.of("signals", ""))));
	}

	@Test
	void valuesAreRefusedByBootsOwnAnalysis(@TempDir Path directory, CapturedOutput output) throws Exception { // S14
		Path file = Files.writeString(directory.resolve("application.yml"), """
				signals:
				  durable:
				    pollingInterval: 0
				""");
		assertThat(failure(file, output)).contains("""
				Description:

				Invalid value '0' for configuration property 'signals.durable.pollingInterval' (originating from \
				'%s - 3:22'). Validation failed for the following reason:

				It must be between 1ms and 3650d.

				Action:

				Review the value of the property with the provided reason.
				""".formatted(new UrlResource(file.toUri().toURL())));
	}

	private static String failure(Path file, CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run("--spring.config.location=" + file.toUri()));
		return output.getOut();
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Application {

	}

}
