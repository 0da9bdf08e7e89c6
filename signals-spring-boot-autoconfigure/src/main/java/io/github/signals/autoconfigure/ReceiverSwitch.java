package io.github.signals.autoconfigure;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Tells whether the configuration lets a receiver run. A uid with dots is found with and
 * without brackets around it.
 */
final class ReceiverSwitch implements Predicate<String> {

	private static final ConfigurationPropertyName RECEIVERS = ConfigurationPropertyName.of("signals.receivers");

	private final SignalsProperties properties;

	private final @Nullable Binder binder;

	ReceiverSwitch(SignalsProperties properties, Environment environment) {
		this.properties = properties;
		this.binder = isConfigured(environment) ? Binder.get(environment) : null;
	}

	/**
	 * Return whether anything is configured of any receiver: mostly nothing is, which
	 * spares looking for each of them.
	 */
	private static boolean isConfigured(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(RECEIVERS) != ConfigurationPropertyState.ABSENT) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean test(String uid) {
		return this.binder == null || this.properties.isReceiverEnabled(uid) && isPathEnabled(uid, this.binder);
	}

	private static boolean isPathEnabled(String uid, Binder binder) {
		ConfigurationPropertyName path = ConfigurationPropertyName.adapt("signals.receivers." + uid + ".enabled", '.');
		return binder.bind(path, Bindable.of(Boolean.class)).orElse(true);
	}

}
