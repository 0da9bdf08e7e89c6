package io.github.signals.declaration;

import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for signals as application events.
 */
class EventListenersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withBean(Calls.class);

	@Test
	void listenersHearTheSignalsOfTheirGenericTypeOnce() { // S13, P52
		this.runner.withBean(Listeners.class).run((context) -> {
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).containsExactlyInAnyOrder("dog", "some animal", "any", "by class");
			calls(context).clear();
			signals(context).send(Sent.created(new Cat()));
			assertThat(calls(context)).containsExactlyInAnyOrder("some animal", "any", "by class");
			calls(context).clear();
			signals(context).send(Sent.deleted(new Dog()));
			assertThat(calls(context)).isEmpty();
		});
	}

	@Test
	void listenersHearSignalsOfTheApplication() { // S13
		this.runner.withBean(OwnListener.class).run((context) -> {
			signals(context).send(new Barked(new Dog()));
			assertThat(calls(context)).containsExactly("barked");
		});
	}

	@Test
	void nothingIsPublishedWhereNoListenerTakesSignals() { // S13
		this.runner.withBean(ListenerOfEverything.class).run((context) -> {
			assertThat(signals(context).hasReceivers(PostSave.class, Dog.class)).isFalse();
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).isEmpty();
		});
	}

	@Test
	void onlyWhatAListenerTakesIsPublished() { // S13
		this.runner.withBean(ListenerOfEverything.class).withBean(OwnListener.class).run((context) -> {
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).isEmpty();
			signals(context).send(new Barked(new Dog()));
			assertThat(calls(context)).containsExactlyInAnyOrder("barked", "everything");
			assertThat(signals(context).receivers()).extracting(ReceiverInfo::method)
				.containsExactly("@EventListener methods");
		});
	}

	@Test
	void failingListenerFailsTheSave() { // S13
		this.runner.withBean(FailingListener.class).run((context) -> {
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> signals(context).send(Sent.created(new Dog())))
				.withCauseInstanceOf(IllegalStateException.class);
		});
	}

	@Test
	void muteCoversListeners() { // S18
		this.runner.withBean(Listeners.class).run((context) -> {
			signals(context).mute(() -> signals(context).send(Sent.created(new Dog())));
			assertThat(calls(context)).isEmpty();
		});
	}

	@Test
	void transactionalListenersKeepTheirOwnSemantics() { // S13, P16, Behaviours 85, 86
		this.runner.withUserConfiguration(Transactions.class).withBean(TransactionalListeners.class).run((context) -> {
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transactions.executeWithoutResult((status) -> {
				signals(context).send(Sent.created(new Dog()));
				assertThat(calls(context)).isEmpty();
			});
			assertThat(calls(context)).containsExactlyInAnyOrder("committed", "fallback");
			calls(context).clear();
			transactions.executeWithoutResult((status) -> {
				signals(context).send(Sent.created(new Dog()));
				status.setRollbackOnly();
			});
			assertThat(calls(context)).containsExactly("rolled back");
			calls(context).clear();
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).containsExactly("fallback");
		});
	}

	@Test
	void listenerOfAnotherSignalHearsWhatAListenerCauses() { // S13, S17
		this.runner.withBean(CausingListeners.class).run((context) -> {
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).containsExactly("saved", "deleted");
		});
	}

	@Test
	void listenersOfParentAndChildHearOnceEach() { // S13, P49
		this.runner.withBean(OwnListener.class).run((parent) -> {
			try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
				child.setParent(parent);
				child.register(SignalsAutoConfiguration.class, ChildListener.class);
				child.refresh();
				signals(child).send(new Barked(new Dog()));
				assertThat(calls(parent)).containsExactlyInAnyOrder("barked", "child");
			}
			calls(parent).clear();
			signals(parent).send(new Barked(new Dog()));
			assertThat(calls(parent)).containsExactly("barked");
		});
	}

	private static Signals signals(ApplicationContext context) {
		return context.getBean(Signals.class);
	}

	private static List<String> calls(ApplicationContext context) {
		return context.getBean(Calls.class).all();
	}

	static class Animal {

	}

	static final class Dog extends Animal {

	}

	static final class Cat extends Animal {

	}

	record Barked(Dog instance) implements Signal<Dog> {

	}

	record Listeners(Calls calls) {

		@EventListener
		void dog(PostSave<Dog> saved) {
			this.calls.add("dog");
		}

		@EventListener
		void exactlyAnimal(PostSave<Animal> saved) {
			this.calls.add("exactly animal");
		}

		@EventListener
		void someAnimal(PostSave<? extends Animal> saved) {
			this.calls.add("some animal");
		}

		@EventListener
		void any(PostSave<?> saved) {
			this.calls.add("any");
		}

		@EventListener(PostSave.class)
		void byClass() {
			this.calls.add("by class");
		}

	}

	record OwnListener(Calls calls) {

		@EventListener
		void on(Barked barked) {
			this.calls.add("barked");
		}

	}

	record ChildListener(Calls calls) {

		@EventListener
		void on(Barked barked) {
			this.calls.add("child");
		}

	}

	record ListenerOfEverything(Calls calls) {

		@EventListener
		void on(PayloadApplicationEvent<?> event) {
			this.calls.add("everything");
		}

	}

	record FailingListener() {

		@EventListener
		void on(PostSave<Dog> saved) {
			throw new IllegalStateException("no");
		}

	}

	record CausingListeners(Calls calls, Signals signals) {

		@EventListener
		void saved(PostSave<Dog> saved) {
			this.calls.add("saved");
			this.signals.send(Sent.deleted(saved.instance()));
		}

		@EventListener
		void deleted(PostDelete<Dog> deleted) {
			this.calls.add("deleted");
		}

	}

	record TransactionalListeners(Calls calls) {

		@TransactionalEventListener
		void committed(PostSave<Dog> saved) {
			this.calls.add("committed");
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void rolledBack(PostSave<Dog> saved) {
			this.calls.add("rolled back");
		}

		@TransactionalEventListener(fallbackExecution = true)
		void fallback(PostSave<Dog> saved) {
			this.calls.add("fallback");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

		@Bean
		DataSource dataSource() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

}
