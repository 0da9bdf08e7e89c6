package io.github.signals.autoconfigure;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalsProperties} and the files that Boot reads.
 */
class ConfigurationMetadataTests {

	private static final List<String> WITHOUT_DEFAULT = List.of("signals.async.executor", "signals.receivers");

	@Test
	void everyKeyIsDescribedAndHasItsDefault() throws Exception {
		Map<String, JsonNode> keys = keys();
		assertThat(keys.keySet()).contains("signals.enabled", "signals.capture.repositories", "signals.receivers",
				"signals.async.executor", "signals.async.queue-capacity", "signals.async.shutdown-timeout",
				"signals.async.threads", "signals.observation.metrics", "signals.observation.spans",
				"signals.slow-receiver-threshold", "signals.failure-rate-threshold", "signals.recursion.max-depth",
				"signals.startup-report");
		keys.forEach((key, metadata) -> {
			assertThat(metadata.path("description").asString("")).as(key).endsWith(".");
			if (metadata.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(metadata.path("description").asString()).as(key).startsWith("Whether ");
			}
			assertThat(metadata.has("defaultValue")).as(key).isEqualTo(!WITHOUT_DEFAULT.contains(key));
		});
	}

	@Test
	void everyKeyBinds() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(
				Map.of("signals.enabled", "false", "signals.startup-report", "false", "signals.capture.repositories",
						"false", "signals.async.executor", "mine", "signals.async.threads", "3",
						"signals.async.queue-capacity", "4", "signals.async.shutdown-timeout", "5s",
						"signals.recursion.max-depth", "6", "signals.receivers[a.b].enabled", "false"));
		SignalsProperties bound = new Binder(source).bind("signals", SignalsProperties.class).get();
		assertThat(bound.isEnabled()).isFalse();
		assertThat(bound.isStartupReport()).isFalse();
		assertThat(bound.getCapture().isRepositories()).isFalse();
		assertThat(bound.getAsync().getExecutor()).isEqualTo("mine");
		assertThat(bound.getAsync().getThreads()).isEqualTo(3);
		assertThat(bound.getAsync().getQueueCapacity()).isEqualTo(4);
		assertThat(bound.getAsync().getShutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(bound.getRecursion().getMaxDepth()).isEqualTo(6);
		assertThat(bound.isReceiverEnabled("a.b")).isFalse();
		assertThat(bound.isReceiverEnabled("a.c")).isTrue();
	}

	@Test
	void warningsAndHealthCanBeConfigured() throws Exception {
		SignalsProperties bound = new Binder(
				new MapConfigurationPropertySource(Map.of("signals.slow-receiver-threshold", "7ms",
						"signals.failure-rate-threshold", "8", "signals.durable.parked-status", "WARNING")))
			.bind("signals", SignalsProperties.class)
			.get();
		assertThat(bound.getSlowReceiverThreshold()).isEqualTo(Duration.ofMillis(7));
		assertThat(bound.getFailureRateThreshold()).isEqualTo(8);
		assertThat(bound.getDurable().getParkedStatus()).isEqualTo("WARNING");
		Map<String, JsonNode> keys = keys();
		assertThat(keys.get("signals.slow-receiver-threshold").get("defaultValue").asString()).isEqualTo("500ms");
		assertThat(keys.get("signals.failure-rate-threshold").get("defaultValue").asInt()).isEqualTo(10);
		assertThat(keys.get("signals.durable.parked-status").get("defaultValue").asString()).isEqualTo("DOWN");
	}

	@Test
	void defaultsAreThoseOfTheMetadata() throws Exception {
		SignalsProperties defaults = new SignalsProperties();
		Map<String, JsonNode> keys = keys();
		assertThat(keys.get("signals.enabled").get("defaultValue").asBoolean()).isEqualTo(defaults.isEnabled());
		assertThat(keys.get("signals.recursion.max-depth").get("defaultValue").asInt())
			.isEqualTo(defaults.getRecursion().getMaxDepth());
		assertThat(keys.get("signals.observation.metrics").get("defaultValue").asBoolean())
			.isEqualTo(defaults.getObservation().isMetrics());
		assertThat(keys.get("signals.observation.spans").get("defaultValue").asBoolean())
			.isEqualTo(defaults.getObservation().isSpans());
		assertThat(keys.get("signals.async.threads").get("defaultValue").asInt())
			.isEqualTo(defaults.getAsync().getThreads());
		assertThat(keys.get("signals.async.queue-capacity").get("defaultValue").asInt())
			.isEqualTo(defaults.getAsync().getQueueCapacity());
	}

	@Test
	void configurationOfTheApplicationReachesTheProperties() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withPropertyValues("signals.recursion.max-depth=3")
			.run((context) -> assertThat(context.getBean(SignalsProperties.class).getRecursion().getMaxDepth())
				.isEqualTo(3));
	}

	@Test
	void importsNameAllAutoConfigurations() {
		List<String> imports = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.signals."))
			.toList();
		assertThat(imports).containsExactlyInAnyOrder(SignalsAutoConfiguration.class.getName(),
				SignalsConnectionPoolAutoConfiguration.class.getName(), SignalsDurableAutoConfiguration.class.getName(),
				SignalsEndpointAutoConfiguration.class.getName(), SignalsHealthAutoConfiguration.class.getName(),
				SignalsObservationAutoConfiguration.class.getName(),
				SignalsPersistenceAutoConfiguration.class.getName(),
				SignalsRepositoryAutoConfiguration.class.getName());
	}

	@Test
	void failureAnalyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					(type, name, failure) -> assertThat(name).doesNotStartWith("io.github.signals")))
			.hasAtLeastOneElementOfType(InvalidReceiversFailureAnalyzer.class);
	}

	private static Map<String, JsonNode> keys() throws Exception {
		Map<String, JsonNode> keys = new TreeMap<>();
		try (InputStream file = SignalsProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(file).isNotNull();
			JsonMapper.shared().readTree(file).get("properties").forEach((property) -> {
				if (property.get("name").asString().startsWith("signals.")) {
					keys.put(property.get("name").asString(), property);
				}
			});
		}
		return keys;
	}

}
