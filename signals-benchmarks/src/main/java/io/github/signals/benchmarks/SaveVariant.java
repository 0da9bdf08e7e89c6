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
 * Ways to hear of a save.
 */
public enum SaveVariant {

	/** Nobody hears, and the library is not there. */
	BARE("bare repository", Items.class, Bare.class),

	/** The library is there. */
	NO_RECEIVER("signals, no receiver", Items.class),

	/** One receiver in the transaction. */
	IN_TRANSACTION("signals, `IN_TRANSACTION`", Items.class, InTransaction.class),

	/** One receiver in the transaction that asks for the changes. */
	CHANGES("signals, `IN_TRANSACTION` with `Changes`", Items.class, WithChanges.class),

	/** One receiver before the commit. */
	BEFORE_COMMIT("signals, `BEFORE_COMMIT`", Items.class, BeforeCommit.class),

	/** One receiver after the commit. */
	AFTER_COMMIT("signals, `AFTER_COMMIT`", Items.class, AfterCommit.class),

	/** One receiver on another thread, until the last call has ended. */
	ASYNC("signals, `ASYNC`", Items.class, Async.class),

	/** One receiver after the rollback of a transaction that is rolled back. */
	AFTER_ROLLBACK("signals, `AFTER_ROLLBACK`", Items.class, AfterRollback.class),

	/** A listener class of JPA. */
	ENTITY_LISTENER("JPA `@EntityListeners`", ListenedItems.class),

	/** Events of the aggregate. */
	DOMAIN_EVENT("`AbstractAggregateRoot` + `@EventListener`", AggregateItems.class, Plain.class),

	/** Events of the aggregate, after the commit. */
	DOMAIN_EVENT_AFTER_COMMIT("`AbstractAggregateRoot` + `@TransactionalEventListener`", AggregateItems.class,
			Transactional.class),

	/** Save and publish. */
	PUBLISH("`publishEvent` + `@EventListener`", Items.class, Publishing.class, Plain.class),

	/** Save and publish, heard after the commit. */
	PUBLISH_AFTER_COMMIT("`publishEvent` + `@TransactionalEventListener`", Items.class, Publishing.class,
			Transactional.class);

	private final String label;

	private final Class<?>[] configurations;

	SaveVariant(String label, Class<?>... configurations) {
		this.label = label;
		this.configurations = configurations;
	}

	String label() {
		return this.label;
	}

	Class<?>[] configurations() {
		return this.configurations;
	}

	boolean isOurs() {
		return this.label.startsWith("signals");
	}

	boolean isHeard() {
		return this != BARE && this != NO_RECEIVER;
	}

	boolean isRolledBack() {
		return this == AFTER_ROLLBACK;
	}

	/**
	 * Return whether a change of a managed entity is not heard without a save.
	 */
	boolean needsSave() {
		return ordinal() >= DOMAIN_EVENT.ordinal();
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

	/**
	 * Told by its presence.
	 */
	static class Bare {

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

	private static void count(LongAdder calls, Stored item) {
		if (item.isNamed()) {
			calls.increment();
		}
	}

}
