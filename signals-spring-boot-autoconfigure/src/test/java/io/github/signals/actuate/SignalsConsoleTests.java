package io.github.signals.actuate;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.Delivery;
import io.github.signals.DurableCalls;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleReceiver;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleSender;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleWarning;
import io.github.signals.actuate.ConsoleDescriptor.HeardBy;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.StartupFindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SignalsConsoleTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=signals")
		.withBean(EntityCatalog.class, () -> new Entities(Set.of(Order.class, Tag.class)))
		.withBean(Receivers.class);

	@Test
	void showsReceiversAtEachEntityThatTheyHear() {
		this.runner.run((context) -> {
			ConsoleDescriptor facts = context.getBean(SignalsConsole.class).describe();
			assertThat(facts.senders()).containsExactly(
					new ConsoleSender(Order.class.getName(), true,
							List.of(new HeardBy("date", List.of("PostSave"), Dated.class.getName()),
									new HeardBy("confirm", List.of("PostSave"), null))),
					new ConsoleSender(String.class.getName(), false,
							List.of(new HeardBy("pay", List.of("Paid"), null))),
					new ConsoleSender(Tag.class.getName(), true, List.of()));
			assertThat(facts.receivers()).extracting(ConsoleReceiver::uid).containsExactly("date", "confirm", "pay");
			assertThat(facts.readOnly()).isFalse();
			assertThat(facts.durable()).isNull();
		});
	}

	@Test
	void warnsOfReceiversThatHoldUpATransactionAndOfBulkQueries() {
		this.runner.withPropertyValues("signals.slow-receiver-threshold=20ms").run((context) -> {
			SignalsConsole console = context.getBean(SignalsConsole.class);
			context.getBean(Signals.class).send(new Paid("fast"));
			assertThat(console.describe().warnings()).isEmpty();
			context.getBean(StartupFindings.class).addBulkQuery(Order.class, "Orders.reprice");
			context.getBean(Signals.class).send(new Paid("slow"));
			assertThat(console.describe().warnings())
				.extracting(ConsoleWarning::kind, ConsoleWarning::sender, ConsoleWarning::uid)
				.containsExactly(tuple("BULK_QUERY", Order.class.getName(), null), tuple("SLOW", null, "pay"));
		});
	}

	@Test
	void warnsOfNoReceiverWhereNothingIsSlow() {
		this.runner.withPropertyValues("signals.slow-receiver-threshold=0").run((context) -> {
			context.getBean(Signals.class).send(new Paid("slow"));
			assertThat(context.getBean(SignalsConsole.class).describe().warnings()).isEmpty();
		});
	}

	@Test
	void showsTheRestWhereTheDatabaseDoesNotAnswer() {
		this.runner.withBean(Mailer.class)
			.withPropertyValues("signals.receivers.mail.enabled=false")
			.withBean("calls", DurableCalls.class, () -> {
				throw new IllegalStateException("No database");
			}, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				ConsoleDescriptor facts = context.getBean(SignalsConsole.class).describe();
				assertThat(facts.durable()).isNotNull()
					.extracting(ConsoleDescriptor.ConsoleDurable::problem)
					.isEqualTo("The database does not answer");
				assertThat(facts.senders()).hasSize(3);
			});
	}

	@Test
	void watchesNoCallWithoutATrace() {
		ReceiverCall call = (payload, context) -> null;
		assertThat(new SeenChanges(false).decorate(null, call)).isSameAs(call);
		assertThat(new SeenChanges(true).decorate(null, call)).isNotSameAs(call);
	}

	interface Dated {

	}

	static class Order implements Dated {

	}

	static class Tag {

	}

	record Paid(String instance) implements Signal<String> {

	}

	static class Receivers {

		@PostSaveReceiver(dispatchUid = "date")
		void date(Dated dated) {
		}

		@PostSaveReceiver(dispatchUid = "confirm", delivery = Delivery.AFTER_COMMIT)
		void confirm(PostSave<Order> saved) {
		}

		@Receiver(dispatchUid = "pay")
		void pay(Paid paid) {
			long end = System.nanoTime() + (paid.instance().equals("slow") ? 25_000_000 : 0);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}

	}

	static class Mailer {

		@PostSaveReceiver(dispatchUid = "mail", delivery = Delivery.DURABLE)
		void mail(Order order) {
		}

	}

	record Entities(Set<Class<?>> types) implements EntityCatalog {

		@Override
		public boolean hasAttribute(Class<?> type, String attribute) {
			return true;
		}

		@Override
		public Set<String> attributes(Class<?> type) {
			return Set.of();
		}

	}

}
