package io.github.signals.benchmarks;

import java.util.concurrent.atomic.LongAdder;

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
		LongAdder calls() {
			return new LongAdder();
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
		LongAdder calls() {
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
		LongAdder calls() {
			return new LongAdder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	record InTransaction(LongAdder calls) {

		@PostSaveReceiver
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record WithChanges(LongAdder calls) {

		@PostSaveReceiver
		void saved(Item item, Changes changes) {
			if (changes.contains("name")) {
				count(this.calls, item);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	record BeforeCommit(LongAdder calls) {

		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record AfterCommit(LongAdder calls) {

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Async(LongAdder calls) {

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		void saved(Item item) {
			count(this.calls, item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	record AfterRollback(LongAdder calls) {

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
	record Plain(LongAdder calls) {

		@EventListener
		void saved(ItemSaved saved) {
			count(this.calls, saved.item());
		}

	}

	@Configuration(proxyBeanMethods = false)
	record Transactional(LongAdder calls) {

		@TransactionalEventListener
		void saved(ItemSaved saved) {
			count(this.calls, saved.item());
		}

	}

	static void count(LongAdder calls, Stored item) {
		if (item.isNamed()) {
			calls.increment();
		}
	}

}
