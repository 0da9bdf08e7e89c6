package io.github.signals.bridge;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.bridge.SignalsJakartaDataAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes with the names and the constructors of the API, on any Java.
 */
class JakartaDataStandInTests extends JakartaDataContract {

	@Override
	Map<String, String> api() {
		Map<String, String> sources = Stream
			.of("PreInsert", "PreUpdate", "PostInsert", "PostUpdate", "PreDelete", "PostDelete")
			.collect(Collectors.toMap((name) -> name + "Event", (name) -> """
					package jakarta.data.event;

					public class %1$sEvent<E> extends LifecycleEvent<E> {

						public %1$sEvent(E entity) {
							super(entity);
						}

					}
					""".formatted(name)));
		sources.put("LifecycleEvent", """
				package jakarta.data.event;

				public abstract class LifecycleEvent<E> {

					private final E entity;

					public LifecycleEvent(E entity) {
						this.entity = entity;
					}

					public E entity() {
						return this.entity;
					}

				}
				""");
		return sources;
	}

	@Test
	void areNotNeeded() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SignalsJakartaDataAutoConfiguration.class, SignalsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("jakarta.data"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("signalsJakartaDataEvents"));
	}

}
