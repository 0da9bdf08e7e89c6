package io.github.signals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.autoconfigure.SignalsRepositoryAutoConfiguration;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.DefaultReceiverObservationConvention;
import io.github.signals.observation.ReceiverObservationDocumentation;
import io.github.signals.observation.SignalCounts;
import io.github.signals.observation.SignalsMeters;
import io.github.signals.testing.ConfigurationKeys;
import io.github.signals.testing.ConfigurationKeys.Key;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.mapping.context.KeyValueMappingContext;
import org.springframework.data.keyvalue.repository.support.KeyValueRepositoryFactory;
import org.springframework.data.map.MapKeyValueAdapter;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	private static final List<String> OBSERVATIONS = List.of(new DefaultReceiverObservationConvention().getName(),
			ReceiverObservationDocumentation.RECORD.getName());

	private static final List<String> DJANGO = List.of("post_save", "pre_save", "pre_delete", "post_delete",
			"m2m_changed", "post_init", "QuerySet.update", "@receiver", "sender", "instance", "created",
			"update_fields", "raw", "using", "dispatch_uid", "connect", "disconnect", "send", "send_robust",
			"transaction.on_commit", "AppConfig.ready", "disabling in tests");

	private final Readme readme = Readme.read();

	@Test
	void showsJavaBeforeLine25() {
		assertThat(this.readme.blocks("java").keySet().iterator().next()).isLessThan(25);
	}

	@Test
	void hasJavaThatCompiles() {
		assertThat(ReadmeCompiler.compile(this.readme.blocks("java")).problems()).isEmpty();
	}

	// S14
	@Test
	void hasReceiversThatStart() {
		List<Class<?>> types = ReadmeCompiler.compile(this.readme.blocks("java")).load();
		long receivers = types.stream()
			.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class))
			.count();
		application(types).run((context) -> {
			assertThat(context).hasNotFailed();
			Map<String, Boolean> enabled = new LinkedHashMap<>();
			context.getBean(Signals.class).receivers().forEach((info) -> enabled.put(info.uid(), info.enabled()));
			assertThat(enabled).hasSize((int) receivers + 1).containsKey("springEventListeners");
			configured().getReceivers()
				.forEach((uid, settings) -> assertThat(enabled).containsEntry(uid, settings.isEnabled()));
		});
	}

	private ApplicationContextRunner application(List<Class<?>> types) {
		KeyValueMappingContext<?, ?> mappings = new KeyValueMappingContext<>();
		mappings.setInitialEntitySet(types.stream().filter(ReadmeTests::isEntity).collect(Collectors.toSet()));
		mappings.afterPropertiesSet();
		return new ApplicationContextRunner().withClassLoader(types.get(0).getClassLoader())
			.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class,
					SignalsRepositoryAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
			.withInitializer((context) -> settings().forEach(context.getEnvironment().getPropertySources()::addFirst))
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("mappings", mappings))
			.withInitializer((context) -> types.stream()
				.filter((type) -> type.getSimpleName().endsWith("Repository"))
				.forEach((type) -> context.getBeanFactory()
					.registerSingleton(type.getSimpleName(), repository(type, mappings))))
			.withUserConfiguration(types.stream()
				.filter((type) -> AnnotatedElementUtils.hasAnnotation(type, Component.class))
				.toArray(Class<?>[]::new));
	}

	private static boolean isEntity(Class<?> type) {
		return Stream.of(type.getDeclaredFields()).anyMatch((field) -> field.getName().equals("id"));
	}

	private static Object repository(Class<?> type, KeyValueMappingContext<?, ?> mappings) {
		return new KeyValueRepositoryFactory(new KeyValueTemplate(new MapKeyValueAdapter(), mappings))
			.getRepository(type);
	}

	@Test
	void hasSettingsThatBind() {
		assertThat(configured()).isNotNull();
	}

	private SignalsProperties configured() {
		return new Binder(ConfigurationPropertySources.from(settings()))
			.bind("signals", Bindable.of(SignalsProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
	}

	private List<PropertySource<?>> settings() {
		List<PropertySource<?>> sources = new ArrayList<>();
		sources.addAll(load(new YamlPropertySourceLoader(), "yaml"));
		sources.addAll(load(new PropertiesPropertySourceLoader(), "properties"));
		return sources;
	}

	private List<PropertySource<?>> load(PropertySourceLoader loader, String language) {
		List<PropertySource<?>> sources = new ArrayList<>();
		this.readme.blocks(language).forEach((line, block) -> {
			try {
				sources
					.addAll(loader.load("line " + line, new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8))));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return sources;
	}

	/**
	 * The table is generated: where it differs, paste the one of the message.
	 */
	@Test
	void hasTheTableOfAllKeysThatTheMetadataMakes() {
		assertThat(this.readme.text()).contains("\n" + ConfigurationKeys.table() + "\n");
	}

	@Test
	void namesNoKeyThatDoesNotExist() {
		List<String> keys = ConfigurationKeys.all().stream().map(Key::name).toList();
		Set<String> mentioned = this.readme.codes()
			.stream()
			.map((code) -> code.replaceFirst("=.*", ""))
			.filter((code) -> code.matches("signals(\\.[a-z<>-]+)+"))
			.collect(Collectors.toCollection(TreeSet::new));
		mentioned.removeAll(meters());
		assertThat(mentioned).isNotEmpty().isSubsetOf(keys);
	}

	@Test
	void namesEveryMeter() {
		Set<String> gauges = meters();
		gauges.removeAll(OBSERVATIONS);
		assertThat(this.readme.table("meter", "tells").keySet()).containsExactlyInAnyOrderElementsOf(gauges);
	}

	private static Set<String> meters() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.run((context) -> {
				ReceiverRegistry receivers = context.getBean(ReceiverRegistry.class);
				new SignalsMeters(receivers, () -> 0, context.getBean(Signals.class)::durable, () -> 0).bindTo(meters);
				SignalCounts counts = new SignalCounts(receivers);
				counts.bindTo(meters);
				counts.of(PostSave.class, Object.class);
			});
		Set<String> names = new TreeSet<>();
		meters.getMeters().forEach((meter) -> names.add(meter.getId().getName()));
		names.addAll(OBSERVATIONS);
		return names;
	}

	@Test
	void namesEveryDelivery() {
		assertThat(this.readme.table("Delivery", "runs", "if it throws", "hears").keySet())
			.map((name) -> name.replace(" (default)", ""))
			.containsExactlyElementsOf(Stream.of(Delivery.values()).map(Delivery::name).toList());
	}

	@Test
	void namesEveryAttributeOfReceivers() {
		Set<String> attributes = Stream.of(PostSaveReceiver.class, BulkWriteReceiver.class)
			.flatMap((annotation) -> Stream.of(annotation.getDeclaredMethods()))
			.map((method) -> method.getName())
			.collect(Collectors.toSet());
		assertThat(this.readme.table("attribute", "says").keySet()).flatMap((name) -> List.of(name.split(" or ")))
			.containsExactlyInAnyOrderElementsOf(attributes);
	}

	@Test
	void saysWhatDjangosWordsAreHere() {
		assertThat(this.readme.table("Django", "here").keySet()).containsExactlyElementsOf(DJANGO);
	}

	@Test
	void namesTheVersionThatIsBuilt() throws Exception {
		String version = text(parse(Files.readString(Readme.ROOT.resolve("pom.xml"))), "version");
		assertThat(this.readme.blocks("xml").values()).isNotEmpty().allSatisfy((block) -> {
			Document dependency = parse(block);
			if (text(dependency, "artifactId").equals("db-scheduler")) {
				assertThat(text(dependency, "version"))
					.isEqualTo(text(parse(Files.readString(Readme.ROOT.resolve("pom.xml"))), "db-scheduler.version"));
				return;
			}
			assertThat(text(dependency, "groupId")).isEqualTo("io.github.signals");
			assertThat(Readme.ROOT.resolve(text(dependency, "artifactId"))).isDirectory();
			assertThat(text(dependency, "version")).isEqualTo(version);
		});
	}

	private static Document parse(String xml) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}

	private static String text(Document document, String name) {
		return ((Element) document.getElementsByTagName(name).item(0)).getTextContent();
	}

	@Test
	void linksFilesThatAreThere() {
		assertThat(this.readme.links()).isNotEmpty()
			.allSatisfy((link) -> assertThat(Readme.ROOT.resolve(link)).exists());
	}

}
