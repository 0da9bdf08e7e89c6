package io.github.signals.benchmarks;

import java.util.List;
import java.util.Objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;

/**
 * Who is called for each new item at least once, with the item as it is in the database
 * by then.
 */
final class DurableReceivers {

	static final String UID = "receive-items";

	private DurableReceivers() {
	}

	/**
	 * What all of them do with it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Receiving {

		@Bean
		ItemReceiver itemReceiver(Deliveries deliveries, ReceiverWork work, JdbcTemplate jdbc) {
			return new ItemReceiver(deliveries, work, jdbc);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Signals(ItemReceiver receiver) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = UID)
		void created(Item item) {
			this.receiver.receive(Objects.requireNonNull(item.id()));
		}

	}

	/**
	 * Gets what is due of a partition at once.
	 */
	@Configuration(proxyBeanMethods = false)
	record Lists(ItemReceiver receiver) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = UID, batchSize = 100)
		void created(List<Item> items) {
			this.receiver.receive(items.stream().map((item) -> Objects.requireNonNull(item.id())).toList());
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

		private final ItemReceiver receiver;

		private final ItemRepository repository;

		Modulith(ItemReceiver receiver, ItemRepository repository) {
			this.receiver = receiver;
			this.repository = repository;
		}

		@ApplicationModuleListener
		void created(ItemCreated created) {
			Item item = this.repository.findById(created.id()).orElseThrow();
			this.receiver.receive(Objects.requireNonNull(item.id()));
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
