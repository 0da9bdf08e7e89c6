package io.github.signals.benchmarks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.event.TransactionalEventListener;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

/**
 * Who hears of the saves: all of them count.
 */
final class SaveReceivers {

	private SaveReceivers() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
			classes = { ListenedItemRepository.class, AggregateItemRepository.class }))
	static class Items {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(AbstractItem.class.getName(), Item.class.getName());
		}

		@Bean
		CallCounter calls() {
			return new CallCounter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
			classes = { ItemRepository.class, AggregateItemRepository.class }))
	static class ListenedItems {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(AbstractItem.class.getName(), ListenedItem.class.getName());
		}

		@Bean
		CallCounter calls() {
			return ListenedItem.Listener.CALLS;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
			classes = { ItemRepository.class, ListenedItemRepository.class }))
	static class AggregateItems {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(AggregateItem.class.getName());
		}

		@Bean
		CallCounter calls() {
			return new CallCounter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	record InTransaction(CallCounter calls) {

		@PostSaveReceiver
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record WithChanges(CallCounter calls) {

		@PostSaveReceiver
		void saved(Item item, Changes changes) {
			if (changes.contains("name")) {
				count(this.calls, item);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	record BeforeCommit(CallCounter calls) {

		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record AfterCommit(CallCounter calls) {

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Async(CallCounter calls) {

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record AfterRollback(CallCounter calls) {

		@PostSaveReceiver(delivery = Delivery.AFTER_ROLLBACK)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Publishing(ApplicationEventPublisher publisher) {

		void publish(Stored item) {
			this.publisher.publishEvent(new ItemSaved(item));
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Plain(CallCounter calls) {

		@EventListener
		void saved(ItemSaved saved) {
			count(this.calls, saved.item());
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Transactional(CallCounter calls) {

		@TransactionalEventListener
		void saved(ItemSaved saved) {
			count(this.calls, saved.item());
		}

	}

	static void count(CallCounter calls, Stored item) {
		if (item.isNamed()) {
			calls.increment();
		}
	}

}
