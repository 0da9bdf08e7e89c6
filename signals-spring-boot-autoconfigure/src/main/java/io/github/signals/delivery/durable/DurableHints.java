package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.github.signals.ParkedCall;
import io.github.signals.delivery.durable.json.TypedJson;

/**
 * Has a native image keep the scripts that create the tables, and the value types of
 * MongoDB, and write what is told of parked calls.
 */
class DurableHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/signals/durable/*.sql");
		TypedJson.optionalTypes()
			.forEach((type) -> hints.reflection()
				.registerTypeIfPresent(classLoader, type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
						MemberCategory.INVOKE_PUBLIC_METHODS));
		hints.reflection()
			.registerType(ParkedCall.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS);
	}

}
