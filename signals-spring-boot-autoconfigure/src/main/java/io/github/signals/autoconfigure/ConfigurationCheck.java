package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;
import org.springframework.util.ObjectUtils;

import io.github.signals.autoconfigure.UnknownKeysException.UnknownKey;

/**
 * Refuses keys below {@code signals} that do not exist, and values that are out of range,
 * before any bean uses them. Environment variables and system properties may have other
 * keys, because they are not written for this application alone.
 */
final class ConfigurationCheck implements BeanFactoryPostProcessor {

	private static final ConfigurationPropertyName SIGNALS = ConfigurationPropertyName.of("signals");

	private static final UnboundElementsSourceFilter DELIBERATE = new UnboundElementsSourceFilter();

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final Environment environment;

	ConfigurationCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(@Nullable ConfigurableListableBeanFactory beanFactory) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.containsDescendantOf(SIGNALS) != ConfigurationPropertyState.ABSENT
					|| source.getConfigurationProperty(SIGNALS) != null) {
				this.sources.add(source);
			}
		}
		if (!this.sources.isEmpty()) {
			checkKeys();
			checkValues();
		}
	}

	private void checkKeys() {
		KnownKeys known = KnownKeys.all();
		Map<String, UnknownKey> unknown = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (DELIBERATE.apply(source)) {
				for (ConfigurationPropertyName name : namesOf(source)) {
					UnknownKey key = check(known, name, WrittenKey.of(name, source));
					if (key != null) {
						unknown.putIfAbsent(key.key(), key);
					}
				}
			}
		}
		if (!unknown.isEmpty()) {
			throw new UnknownKeysException(List.copyOf(unknown.values()));
		}
	}

	private static List<ConfigurationPropertyName> namesOf(ConfigurationPropertySource source) {
		return (source instanceof IterableConfigurationPropertySource iterable)
				? iterable.stream().filter(ConfigurationCheck::isOfSignals).toList() : List.of();
	}

	private static boolean isOfSignals(ConfigurationPropertyName name) {
		return SIGNALS.equals(name) || SIGNALS.isAncestorOf(name);
	}

	/**
	 * Return what is wrong with a key, or {@code null} if it is right. A YAML group
	 * without keys is an empty value.
	 */
	private static @Nullable UnknownKey check(KnownKeys known, ConfigurationPropertyName name, WrittenKey written) {
		if (!known.contain(name)) {
			return new UnknownKey(written.key(), written.place(), false, known.remedy(name));
		}
		Object value = written.value();
		if (ObjectUtils.isEmpty(value) || !known.isGroup(name)) {
			return null;
		}
		return new UnknownKey(written.key(), written.place(), true, known.remedyOfGroup(name, String.valueOf(value)));
	}

	private void checkValues() {
		Binder binder = Binder.get(this.environment);
		ValueRange.ofAll().forEach((name, range) -> checkValue(name, range, binder));
		for (ConfigurationPropertySource source : this.sources) {
			for (ConfigurationPropertyName name : namesOf(source)) {
				ValueRange range = ValueRange.ofReceiver(name);
				if (range != null) {
					checkValue(name, range, binder);
				}
			}
		}
	}

	private void checkValue(ConfigurationPropertyName name, ValueRange range, Binder binder) {
		Object value = range.excluded(name, binder);
		if (value != null) {
			WrittenKey written = this.sources.stream()
				.filter((source) -> source.getConfigurationProperty(name) != null)
				.findFirst()
				.map((source) -> WrittenKey.of(name, source))
				.orElseGet(() -> new WrittenKey(name.toString(), value, null));
			boolean literal = value.equals(written.value());
			throw new InvalidConfigurationPropertyValueException(written.key(), value,
					literal ? range.describe() : range.describe(value));
		}
	}

}
