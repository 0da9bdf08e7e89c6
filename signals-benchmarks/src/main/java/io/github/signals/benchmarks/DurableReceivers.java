package io.github.signals.benchmarks;

import java.util.Objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.modulith.events.ApplicationModuleListener;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;

/**
 * Who is called for each new item at least once, with the item as it is in the database
 * by then: all do nothing but count.
 */
final class DurableReceivers {

	private DurableReceivers() {
	}

	@Configuration(proxyBeanMethods = false)
	record Signals(Deliveries deliveries) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "count-items")
		void created(Item item) {
			this.deliveries.add(Objects.requireNonNull(item.id()));
		}

	}

	/**
	 * A second one, which never fails.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Healthy {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "second")
		void created(Item item) {
			Objects.requireNonNull(item.id());
		}

	}

	/**
	 * A second one, which always fails.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Poison {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "second")
		void created(Item item) {
			throw new IllegalStateException("poison");
		}

	}

	/**
	 * No record, as it gets a proxy.
	 */
	static class Modulith {

		private final Deliveries deliveries;

		private final ItemRepository repository;

		Modulith(Deliveries deliveries, ItemRepository repository) {
			this.deliveries = deliveries;
			this.repository = repository;
		}

		@ApplicationModuleListener
		void created(ItemCreated created) {
			Item item = this.repository.findById(created.id()).orElseThrow();
			this.deliveries.add(Objects.requireNonNull(item.id()));
		}

	}

	/**
	 * Has what is published recorded, and nobody called.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Nobody {

		@Bean
		TaskExecutor applicationTaskExecutor() {
			return (task) -> {
			};
		}

	}

}
