package io.github.signals.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsHealthAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsObservationAutoConfiguration;
import io.github.signals.autoconfigure.bridge.SignalsJakartaDataAutoConfiguration;
import io.github.signals.autoconfigure.bridge.SignalsMigrationAutoConfiguration;
import io.github.signals.autoconfigure.bridge.SignalsRequestAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.testing.ConfigurationKeys;
import io.github.signals.testing.ConfigurationKeys.Key;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalsProperties} and the files that Boot reads.
 */
class ConfigurationMetadataTests {

	private static final List<String> OF_MANY = List.of("signals.durable.types", "signals.durable.omitted",
			"signals.durable.renamed", "signals.durable.renamed-entities", "signals.durable.renamed-receivers");

	private static final List<String> WITHOUT_DEFAULT = Stream.concat(Stream.of("signals.async.executor",
			"signals.durable.schema", "signals.requests.enabled", ConfigurationKeys.RECEIVERS), OF_MANY.stream())
		.toList();

	@Test
	void everyKeyIsDescribedAndHasItsDefault() {
		assertThat(ConfigurationKeys.generated()).hasSizeGreaterThan(20).allSatisfy((key) -> {
			assertThat(key.description()).as(key.name()).endsWith(".");
			assertThat(key.defaultValue().isEmpty()).as(key.name()).isEqualTo(WITHOUT_DEFAULT.contains(key.name()));
			if (property(new SignalsProperties(), key) instanceof Boolean) {
				assertThat(key.description()).as(key.name()).startsWith("Whether ");
			}
		});
		assertThat(ConfigurationKeys.all()).filteredOn((key) -> key.name().contains("<uid>"))
			.hasSizeGreaterThan(5)
			.allSatisfy((key) -> assertThat(key.description()).as(key.name()).endsWith("."));
	}

	@Test
	void everyKeyBinds() {
		assertThat(ConfigurationKeys.all()).filteredOn((key) -> !OF_MANY.contains(key.name())).allSatisfy((key) -> {
			String value = another(property(defaults(), key), key);
			Object bound = property(bind(key, value), key);
			assertThat(bound).as(key.name()).isNotEqualTo(property(defaults(), key));
			assertThat(ApplicationConversionService.getSharedInstance().convert(value, bound.getClass())).as(key.name())
				.isEqualTo(bound);
		});
	}

	@Test
	void namesOfRecordsBind() {
		assertThat(bind(new Key("signals.durable.types", "", ""), "java.util.UUID").getDurable().getTypes())
			.containsExactly(UUID.class);
		assertThat(bind(new Key("signals.durable.omitted.org.Order", "", ""), "notes,address.city").getDurable()
			.getOmitted()).containsEntry("org.Order", List.of("notes", "address.city"));
		assertThat(bind(new Key("signals.durable.renamed.Order.state", "", ""), "status").getDurable().getRenamed())
			.containsEntry("Order.state", "status");
		assertThat(bind(new Key("signals.durable.renamed-entities.org.Old", "", ""), "org.New").getDurable()
			.getRenamedEntities()).containsEntry("org.Old", "org.New");
		assertThat(bind(new Key("signals.durable.renamed-receivers.mail-order", "", ""), "confirm-order").getDurable()
			.getRenamedReceivers()).containsEntry("mail-order", "confirm-order");
	}

	/**
	 * Return a value that is not the default.
	 */
	private static String another(@Nullable Object value, Key key) {
		if (key.name().equals("signals.requests.enabled")) {
			return "true";
		}
		if (value instanceof Boolean truth) {
			return String.valueOf(!truth);
		}
		if (value instanceof Enum<?> constant) {
			Object[] all = constant.getDeclaringClass().getEnumConstants();
			return all[(constant.ordinal() + 1) % all.length].toString();
		}
		return (value instanceof Duration || key.name().matches(".*(timeout|initial|max)$")) ? "7s" : "77";
	}

	@Test
	void defaultsAreThoseOfTheMetadata() {
		assertThat(ConfigurationKeys.generated()).filteredOn((key) -> !key.defaultValue().isEmpty())
			.allSatisfy((key) -> assertThat(property(bind(key, key.defaultValue()), key)).as(key.name())
				.isEqualTo(property(defaults(), key)));
	}

	@Test
	void groupsAndHintsAreOfKeysThatThereAre() throws Exception {
		Map<String, Object> additional = JsonParserFactory.getJsonParser()
			.parseMap(Files
				.readString(Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json")));
		assertThat(names(additional, "groups")).hasSizeGreaterThan(8)
			.allMatch((group) -> isKnown(group + (group.equals("signals") ? ".enabled" : "")));
		assertThat(names(additional, "hints")).contains("signals.async.executor", "signals.receivers.keys")
			.allMatch((hint) -> isKnown(hint.replaceFirst("\\.(keys|values)$", "")));
	}

	private static boolean isKnown(String key) {
		return KnownKeys.all().contain(ConfigurationPropertyName.of(key));
	}

	@SuppressWarnings("unchecked")
	private static List<String> names(Map<String, Object> metadata, String kind) {
		return ((List<Map<String, Object>>) metadata.get(kind)).stream()
			.map((item) -> (String) item.get("name"))
			.toList();
	}

	@Test
	void aReceiverIsFoundByItsUid() {
		SignalsProperties bound = bind(new Key("signals.receivers[a.b].enabled", "", ""), "false");
		assertThat(bound.isReceiverEnabled("a.b")).isFalse();
		assertThat(bound.isReceiverEnabled("a.c")).isTrue();
	}

	private static SignalsProperties defaults() {
		SignalsProperties defaults = new SignalsProperties();
		defaults.getReceivers().put("uid", new SignalsProperties.Receiver());
		return defaults;
	}

	private static SignalsProperties bind(Key key, String value) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(
				Map.of(key.name().replace("<uid>", "uid"), value));
		return new Binder(source)
			.bind("signals", Bindable.of(SignalsProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
	}

	private static Object property(SignalsProperties properties, Key key) {
		String path = key.name().substring("signals.".length()).replace(".<uid>", "[uid]");
		Matcher dash = Pattern.compile("-(\\w)").matcher(path);
		return new BeanWrapperImpl(properties)
			.getPropertyValue(dash.replaceAll((letter) -> letter.group(1).toUpperCase(Locale.ROOT)));
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
				SignalsJakartaDataAutoConfiguration.class.getName(), SignalsMigrationAutoConfiguration.class.getName(),
				SignalsRequestAutoConfiguration.class.getName(), SignalsPersistenceAutoConfiguration.class.getName(),
				SignalsRepositoryAutoConfiguration.class.getName());
	}

	@Test
	void failureAnalyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					(type, name, failure) -> assertThat(name).doesNotStartWith("io.github.signals")))
			.hasAtLeastOneElementOfType(InvalidReceiversFailureAnalyzer.class);
	}

}
