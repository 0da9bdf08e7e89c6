package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses a Spring Boot version that the library does not support, before a missing class
 * of it is needed. What this class uses is the same in Spring Boot 3, and tests of a
 * slice run it, too.
 */
final class SpringBootVersionCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String SUPPORTED = "4.";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		check(SpringBootVersion.getVersion());
	}

	static void check(@Nullable String version) {
		if (version != null && !version.startsWith(SUPPORTED)) {
			throw new UnsupportedSpringBootException(version);
		}
	}

}
