package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.declaration.DeclarationTableTests.Address;
import io.github.signals.declaration.DeclarationTableTests.Customer;
import io.github.signals.declaration.DeclarationTableTests.Order;
import io.github.signals.declaration.DeclarationTableTests.Ordre;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is connected at run time is checked as annotations are, and has all that they
 * have.
 */
class SpecificationTableTests {

	private static final String NAME = DeclarationTableTests.class.getName() + "$";

	private final ApplicationContextRunner runner = DeclarationTableTests.runner();

	private record Wrong(ReceiverSpec<?> spec, String text) {

	}

	private static final List<Wrong> WRONG = List.of(
			new Wrong(ReceiverSpec.postSave(Order.class).changed("statu"),
					"'changed' names the attribute 'statu', which ~Order does not have. Did you mean status?"),
			new Wrong(ReceiverSpec.postSave(Ordre.class),
					"The sender ~Ordre is not an entity of this application. Did you mean ~Order?"),
			new Wrong(ReceiverSpec.postSave(Address.class),
					"The sender ~Address is not an entity: it is embedded in entities, and it has no signals of its"
							+ " own."
							+ " Hear the entity that contains it: sender = Order.class, changed = \"address.city\"."),
			new Wrong(ReceiverSpec.postDelete(Order.class).on(On.CREATED),
					"'on' depends on whether a row is created, which only PreSave and PostSave report."
							+ " Remove 'on', or hear only PreSave and PostSave."),
			new Wrong(ReceiverSpec.preDelete(Order.class).changed("status"),
					"'changed' depends on what is changed, which only PreSave, PostSave and CollectionChange report."
							+ " Remove 'changed', or hear only PreSave and PostSave, or only CollectionChange."),
			new Wrong(ReceiverSpec.preSave(Order.class).changed("statu"),
					"'changed' names the attribute 'statu', which ~Order does not have. Did you mean status?"),
			new Wrong(ReceiverSpec.postLoad(Order.class).notes(),
					"SignalNotes belong to the save or the delete of one entity. Remove the notes, or hear only"
							+ " PreSave, PostSave, PreDelete and PostDelete."),
			new Wrong(ReceiverSpec.postSave(Order.class).ids(),
					"'ids' asks for the identifiers of the rows that a statement writes, which only BulkWrite reports."
							+ " Remove 'ids', or hear only BulkWrite."),
			new Wrong(ReceiverSpec.preSave(Order.class).delivery(Delivery.ASYNC),
					"PreSave and PreDelete are sent before the change, so their delivery must be IN_TRANSACTION, not"
							+ " ASYNC." + " Remove the delivery, or hear PostSave or PostDelete."),
			new Wrong(ReceiverSpec.saveFailed(Order.class).delivery(Delivery.ASYNC),
					"SaveFailed and DeleteFailed are sent after the rollback, so their delivery must be AFTER_ROLLBACK, not"
							+ " ASYNC. Use @SaveFailedReceiver or @DeleteFailedReceiver, or set the delivery to"
							+ " AFTER_ROLLBACK."),
			new Wrong(ReceiverSpec.saveFailed(Order.class).on(On.CREATED),
					"'on' depends on whether a row is created, which only PreSave and PostSave report."
							+ " Remove 'on', or hear only PreSave and PostSave."),
			new Wrong(ReceiverSpec.deleteFailed(Order.class).changed("status"),
					"'changed' depends on what is changed, which only PreSave, PostSave and CollectionChange report."
							+ " Remove 'changed', or hear only PreSave and PostSave, or only CollectionChange."),
			new Wrong(ReceiverSpec.postSave(Order.class).delivery(Delivery.DURABLE),
					"A receiver that is connected at run time cannot be DURABLE, because its calls may outlive it."
							+ " Declare a bean method with a 'dispatchUid', or choose another delivery."),
			new Wrong(ReceiverSpec.postSave(Order.class).delivery(Delivery.AFTER_COMMIT).batchSize(5),
					"'batchSize' limits the size of a List, but the receiver does not take a List."
							+ " Take a List, or remove 'batchSize'."),
			new Wrong(ReceiverSpec.postSave(Order.class).after("profile"),
					"'after' names the receiver 'profile', which does not exist. Name the 'dispatchUid' of another"
							+ " receiver."),
			new Wrong(ReceiverSpec.postSave(Order.class).reload(),
					"'reload' reads what was committed, but the receiver is IN_TRANSACTION. Remove 'reload', or choose the"
							+ " delivery ASYNC or AFTER_COMMIT."),
			new Wrong(ReceiverSpec.postSave(Order.class).condition("craeted"),
					"The condition reads 'craeted', which does not exist. Did you mean created?"),
			new Wrong(ReceiverSpec.postSave(Order.class).condition("instance.totl > 3"),
					"The condition reads 'instance.totl', but ~Order has no such property. Did you mean total?"),
			new Wrong(ReceiverSpec.postSave(Order.class).condition("(("),
					"The condition is not a valid SpEL expression: EL1044E: Unexpectedly ran out of input."
							+ " Write a boolean expression over instance, created, changes and signal."));

	@TestFactory
	Stream<DynamicTest> whatCannotWorkIsRefused() { // S14
		return WRONG.stream().map((wrong) -> DynamicTest.dynamicTest(wrong.text(), () -> this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThatIllegalArgumentException().isThrownBy(() -> signals.connect(wrong.spec(), (signal) -> {
			})).withMessage(wrong.text().replace("~", NAME));
			assertThat(signals.receivers()).isEmpty();
		})));
	}

	@Test
	void whatIsConnectedBeforeTheEntitiesAreKnownStopsTheStartup() { // S14
		this.runner.withUserConfiguration(Early.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidReceiversException.class)
				.message()
				.isEqualTo("Receiver 'early', lambda in " + Early.class.getName() + ": 'changed' names the attribute"
						+ " 'statu', which " + NAME + "Order does not have. Did you mean status?");
		});
	}

	@Test
	void whatIsNotConnectedAnyMoreIsNotChecked() { // S14
		this.runner.withUserConfiguration(Refused.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aListNeedsADeliveryOfTheNetChange() { // S14
		this.runner.run((context) -> assertThatIllegalArgumentException().isThrownBy(
				() -> context.getBean(Signals.class).connectBatch(ReceiverSpec.postSave(Order.class), (orders) -> {
				}))
			.withMessage("A List can only be supplied to a receiver that hears the net change of a transaction. Take a"
					+ " single instance, or choose a delivery such as AFTER_COMMIT."));
	}

	@Test
	void hearsInChunksWhatTheConditionLetsPass() { // S10
		List<Integer> sizes = new ArrayList<>();
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connectBatch(ReceiverSpec.postSave(Customer.class)
				.delivery(Delivery.AFTER_COMMIT)
				.condition("created and instance.name != 'nobody'")
				.batchSize(2), (saved) -> sizes.add(saved.size()));
			persist(context.getBean(EntityManagerFactory.class), "a", "b", "nobody", "c");
			assertThat(signals.receivers()).extracting(ReceiverInfo::conditions)
				.extracting((conditions) -> conditions.expression())
				.containsExactly("created and instance.name != 'nobody'");
		});
		assertThat(sizes).containsExactly(2, 1);
	}

	@Test
	void itsOwnHandlerHearsOfItsErrors() { // S20
		List<String> failures = new ArrayList<>();
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.postSave(Customer.class)
				.uid("failing")
				.onError((failure) -> failures.add(failure.receiver().uid())), (saved) -> {
					throw new IllegalStateException();
				});
			persist(context.getBean(EntityManagerFactory.class), "a");
		});
		assertThat(failures).containsExactly("failing");
	}

	@Test
	void whatOnlyRunTimeCanTellIsToldWithExpressionReceiverAndRemedy() { // S14, S20
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(signals.connect(
					ReceiverSpec.postSave(Order.class).uid("careless").condition("instance.customer.name == 'Tim'"),
					(saved) -> {
					}))
				.isTrue();
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(Sent.created(new Order())))
				.withMessage("Receiver 'careless' (lambda in " + SpecificationTableTests.class.getName()
						+ ", IN_TRANSACTION) failed on PostSave of " + NAME
						+ "Order: The condition 'instance.customer.name == 'Tim'' could not be evaluated: EL1007E:"
						+ " Property or field 'name' cannot be found on null. Write '?.' instead of '.' after a value"
						+ " that may be null.");
		});
	}

	private static void persist(EntityManagerFactory factory, String... names) {
		try (EntityManager em = factory.createEntityManager()) {
			em.getTransaction().begin();
			for (String name : names) {
				em.persist(new Customer(name));
			}
			em.getTransaction().commit();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Refused {

		@Bean
		Object connecting(Signals signals) {
			assertThat(signals.connect(ReceiverSpec.postSave(Order.class).uid("early"), (saved) -> {
			})).isTrue();
			assertThat(signals.connect(ReceiverSpec.postSave(Order.class).uid("early").changed("statu"), (saved) -> {
			})).isFalse();
			signals.connect(ReceiverSpec.postSave(Order.class).changed("statu"), (saved) -> {
			});
			for (ReceiverInfo receiver : signals.receivers()) {
				if (!receiver.uid().equals("early")) {
					signals.disconnect(receiver.uid());
				}
			}
			return "connected";
		}

	}

	static class Early {

		@Bean
		Object connecting(Signals signals) {
			return signals.connect(ReceiverSpec.postSave(Order.class).uid("early").changed("statu"), (saved) -> {
			});
		}

	}

}
