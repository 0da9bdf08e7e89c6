package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.annotation.KeySpace;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The capture of a store without transactions.
 */
// P37
@SpringBootTest(classes = KeyValueRepositoryCaptureTests.Application.class)
class KeyValueRepositoryCaptureTests extends BeforeSaveCaptureContract<KeyValueRepositoryCaptureTests.MapItem> {

	@Override
	MapItem item(String name) {
		MapItem item = new MapItem();
		item.setName(name);
		return item;
	}

	@Override
	@Nullable String using() {
		return null;
	}

	@Test
	void aFailureIsHeardAtOnceWithoutTransactions() { // S11
		List<String> failures = new ArrayList<>();
		this.signals.connect(ReceiverSpec.saveFailed(MapItem.class),
				(failed) -> failures.add(failed.instance().getName() + ": " + failed.cause().getSimpleName()));
		this.signals.connect(ReceiverSpec.preSave(MapItem.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.save(item("one")));
		assertThat(failures).containsExactly("one: ReceiverException");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true)
	@ImportAutoConfiguration({ SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

	interface MapItems extends KeyValueRepository<MapItem, Long> {

	}

	@KeySpace("items")
	static class MapItem implements Item {

		@Id
		private @Nullable Long id;

		private String name = "";

		@Override
		public @Nullable Long getId() {
			return this.id;
		}

		@Override
		public void setId(@Nullable Long id) {
			this.id = id;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public void setName(String name) {
			this.name = name;
		}

	}

}
