package io.github.signals.declaration;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.Async;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.declaration.DeclarationTableTests.Order;
import io.github.signals.declaration.DeclarationTableTests.Paid;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may work and was probably not meant is said when the application starts.
 */
class StartupWarningsTests {

	private final ApplicationContextRunner runner = DeclarationTableTests.runner();

	@Test
	void asyncMethodsInTheTransaction() { // S14, P47
		assertThat(warnings(InTheTransaction.class)).containsExactly("Receivers [InTheTransaction.atOnce(Order),"
				+ " InTheTransaction.before(Order)] are @Async, but their delivery is in the transaction: they run on"
				+ " another thread, outside the transaction, and the caller does not see their exceptions. Remove"
				+ " @Async, or choose the delivery ASYNC.");
	}

	@Test
	void typeVariablesThatNothingIsKnownOf() { // S14
		assertThat(warnings(Unbound.class)).containsExactly("Receivers [Unbound.instance(Object),"
				+ " Unbound.list(List), Unbound.signal(PostSave)] hear every entity, because the type variable of their"
				+ " parameter has no bound. Name the sender in the annotation, or give the type variable a bound.");
	}

	@Test
	void thoseThatHearEverythingAreToldOfOnce() { // S9
		try (LoggedEvents log = new LoggedEvents()) {
			this.runner.withBean("everything", Everything.class).run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).filteredOn((message) -> message.contains("hear every entity"))
				.containsExactly("Receivers [everything.instance, everything.sender, everything.signal] hear every"
						+ " entity, including those of libraries");
		}
	}

	private List<String> warnings(Class<?> bean) {
		try (LoggedEvents log = new LoggedEvents()) {
			this.runner.withBean("bean", bean).run((context) -> assertThat(context).hasNotFailed());
			return warnings(log);
		}
	}

	private static List<String> warnings(LoggedEvents log) {
		return log.all()
			.stream()
			.filter((event) -> event.getLevel() == Level.WARN)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	static class Asynchronous {

		@PostSaveReceiver
		@Async
		void atOnce(Order order) {
		}

		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
		@Async
		void before(Order order) {
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		@Async
		void after(Order order) {
		}

		@PostSaveReceiver
		void fine(Order order) {
		}

	}

	static class InTheTransaction extends Asynchronous {

	}

	static class Generic<T, S extends Order> {

		@PostSaveReceiver
		void instance(T entity) {
		}

		@PostSaveReceiver
		void signal(PostSave<T> saved) {
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void list(List<T> entities) {
		}

		@PostSaveReceiver
		void bound(S entity) {
		}

		@PostSaveReceiver(Order.class)
		void named(T entity) {
		}

	}

	static class Unbound<T> extends Generic<T, Order> {

	}

	static class Bound extends Generic<Order, Order> {

	}

	static class Everything {

		@PostSaveReceiver
		void instance(Object any) {
		}

		@PostSaveReceiver(Object.class)
		void sender() {
		}

		@PostSaveReceiver
		void signal(PostSave<?> saved) {
		}

		@Receiver
		void own(Paid paid) {
		}

	}

	@Test
	void aTypeVariableThatASubclassGivesIsFine() { // S14
		assertThat(warnings(Bound.class)).isEmpty();
	}

}
