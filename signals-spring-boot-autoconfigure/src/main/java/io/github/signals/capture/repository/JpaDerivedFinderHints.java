package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Tells a native image which proxy {@link JpaDerivedFinder} makes. JPA may be missing.
 */
class JpaDerivedFinderHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.proxies().registerJdkProxy(TypeReference.of("jakarta.persistence.EntityManager"));
	}

}
