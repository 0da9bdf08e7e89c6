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
 * Who is called for each new item at least once: both do nothing but count.
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
	 * No record, as it gets a proxy.
	 */
	static class Modulith {

		private final Deliveries deliveries;

		Modulith(Deliveries deliveries) {
			this.deliveries = deliveries;
		}

		@ApplicationModuleListener
		void created(ItemCreated created) {
			this.deliveries.add(created.id());
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
