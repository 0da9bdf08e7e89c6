package io.github.signals.autoconfigure;

import java.util.function.Predicate;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Tells whether the configuration lets a receiver run. A uid with dots is found with and
 * without brackets around it.
 */
final class ReceiverSwitch implements Predicate<String> {

	private final SignalsProperties properties;

	private final Binder binder;

	ReceiverSwitch(SignalsProperties properties, Environment environment) {
		this.properties = properties;
		this.binder = Binder.get(environment);
	}

	@Override
	public boolean test(String uid) {
		return this.properties.isReceiverEnabled(uid) && isPathEnabled(uid);
	}

	private boolean isPathEnabled(String uid) {
		ConfigurationPropertyName path = ConfigurationPropertyName.adapt("signals.receivers." + uid + ".enabled", '.');
		return this.binder.bind(path, Bindable.of(Boolean.class)).orElse(true);
	}

}
