package io.github.signals.applications.scanned;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

/**
 * Scans as {@code @SpringBootApplication} does.
 */
@SpringBootConfiguration
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@ImportAutoConfiguration(SignalsAutoConfiguration.class)
public class ScannedApplication {

	@Bean
	Declared declared() {
		return new Extended();
	}

	/**
	 * A signal.
	 *
	 * @param instance what was said
	 */
	public record Said(String instance) implements Signal<String> {

	}

	static class Extended extends Declared {

		@Receiver
		void more(Said said) {
		}

	}

}
