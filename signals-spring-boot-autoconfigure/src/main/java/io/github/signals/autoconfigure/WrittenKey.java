package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;

/**
 * A key as somebody wrote it: with capital letters, or as a variable.
 *
 * @param key the key
 * @param value its value
 * @param place the file and the line, or {@code null} if they are unknown
 */
record WrittenKey(String key, @Nullable Object value, @Nullable String place) {

	static WrittenKey of(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		Object value = (property != null) ? property.getValue() : null;
		if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin) {
			Origin place = origin.getOrigin();
			return new WrittenKey(origin.getPropertyName(), value, (place != null) ? place.toString() : null);
		}
		return new WrittenKey(name.toString(), value, null);
	}

}
