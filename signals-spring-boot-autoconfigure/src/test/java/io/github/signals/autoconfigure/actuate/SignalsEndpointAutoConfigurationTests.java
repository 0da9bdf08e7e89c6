package io.github.signals.autoconfigure.actuate;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.DeclaredConditions;
import io.github.signals.Delivery;
import io.github.signals.DurableCalls;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverException;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.actuate.SignalsEndpoint.DurableDescriptor;
import io.github.signals.actuate.SignalsEndpoint.ExplanationDescriptor;
import io.github.signals.actuate.SignalsEndpoint.ReceiverDescriptor;
import io.github.signals.actuate.SignalsEndpoint.ReceiverOperation;
import io.github.signals.actuate.SignalsEndpoint.SenderDescriptor;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.EntityCatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignalsEndpointAutoConfiguration} and its endpoint.
 */
class SignalsEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
		.withBean(Bank.class);

	private final ApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=signals");

	@Test
	void isThereOnlyWhereItIsExposed() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(SignalsEndpoint.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SignalsEndpoint.class)
			.doesNotHaveBean(CallStatistics.class));
		this.exposed.withPropertyValues("management.endpoint.signals.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(SignalsEndpoint.class));
		this.exposed.withClassLoader(new FilteredClassLoader(Endpoint.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void namesTheConsoleOnlyWhereItIsExposedOverTheWeb() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(ConsoleAnnouncement.class));
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=signals")
			.run((context) -> assertThat(context).hasSingleBean(SignalsEndpoint.class)
				.doesNotHaveBean(ConsoleAnnouncement.class));
	}

	@Test
	void showsWhoHearsAndHowOftenItWasCalled() {
		this.exposed.withPropertyValues("signals.receivers.off.enabled=false").run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.send(new Paid("secret"));
			signals.send(new Paid("secret"));
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new Paid("refused")));

			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			assertThat(endpoint.signals().senders()).containsOnlyKeys("java.lang.String", Invoice.class.getName());
			List<ReceiverDescriptor> receivers = endpoint.signals().senders().get("java.lang.String");
			assertThat(receivers).hasSize(1);
			ReceiverDescriptor pay = receivers.get(0);
			assertThat(pay.uid()).isEqualTo("pay");
			assertThat(pay.method()).isEqualTo("Bank.pay(Paid)");
			assertThat(pay.signals()).containsExactly("Paid");
			assertThat(pay.delivery()).isEqualTo("IN_TRANSACTION");
			assertThat(pay.calls()).isEqualTo(3);
			assertThat(pay.failures()).isEqualTo(1);
			assertThat(pay.lastError().type()).isEqualTo("java.lang.IllegalStateException");
			assertThat(pay.meanMilliseconds()).isPositive().isLessThanOrEqualTo(pay.maxMilliseconds());
			assertThat(endpoint.signals().senders().get(Invoice.class.getName()))
				.extracting(ReceiverDescriptor::enabled)
				.containsExactly(false);
			assertThat(endpoint.signals().durable().waiting()).isZero();
		});
	}

	@Test
	void isJsonWithoutValues() {
		this.exposed.run((context) -> {
			context.getBean(Signals.class).send(new Paid("secret"));
			String json = JsonMapper.shared().writeValueAsString(context.getBean(SignalsEndpoint.class).signals());
			JsonNode pay = JsonMapper.shared().readTree(json).at("/senders/java.lang.String/0");
			assertThat(pay.get("uid").asString()).isEqualTo("pay");
			assertThat(pay.get("calls").asInt()).isEqualTo(1);
			assertThat(json).doesNotContain("secret");
		});
	}

	@Test
	void explainsOneSenderByItsNameOrItsShortName() {
		this.exposed.run((context) -> {
			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			SenderDescriptor invoice = endpoint.sender("Invoice");
			assertThat(invoice.sender()).isEqualTo(Invoice.class.getName());
			assertThat(invoice.receivers())
				.containsExactly(new ExplanationDescriptor("PostSave", "off", "IN_TRANSACTION", "DEPENDS",
						new DeclaredConditions(List.of(), List.of(), List.of(), "created", List.of(), false, true)));
			assertThat(endpoint.sender(Invoice.class.getName())).isEqualTo(invoice);
			assertThat(endpoint.sender("Nothing")).isNull();
		});
	}

	@Test
	void explainsAStoredClassOfWhichOnlyASupertypeIsHeard() {
		this.exposed.withBean(EntityCatalog.class, () -> new Entities(Set.of(PaidInvoice.class, Bank.class)))
			.run((context) -> {
				SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
				assertThat(endpoint.sender("PaidInvoice").receivers()).extracting(ExplanationDescriptor::uid)
					.containsExactly("off");
				assertThat(endpoint.sender("Bank").receivers()).isEmpty();
			});
	}

	@Test
	void showsTheConditionsAsTheyAreDeclared() {
		this.exposed.run((context) -> {
			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			assertThat(endpoint.signals().senders().get(Invoice.class.getName()))
				.extracting(ReceiverDescriptor::conditions)
				.containsExactly(
						new DeclaredConditions(List.of(), List.of(), List.of(), "created", List.of(), false, true));
		});
	}

	@Test
	void switchesAReceiverOffAndOn() {
		this.exposed.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			assertThat(endpoint.change("pay", ReceiverOperation.DISABLE, null, null).enabled()).isFalse();
			signals.send(new Paid("refused"));
			assertThat(endpoint.signals().senders().get("java.lang.String")).extracting(ReceiverDescriptor::enabled)
				.containsExactly(false);
			assertThat(endpoint.sender("String").receivers()).extracting(ExplanationDescriptor::outcome)
				.containsExactly("DISABLED");
			assertThat(endpoint.change("pay", ReceiverOperation.ENABLE, null, null).enabled()).isTrue();
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new Paid("refused")));
		});
	}

	@Test
	void refusesWhatIsNotThere() {
		this.exposed.run((context) -> {
			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			for (ReceiverOperation operation : ReceiverOperation.values()) {
				for (String target : List.of("nobody", "6a5a3a40-58f5-4c3e-9d3e-1d5f5d5f5d5f")) {
					assertThatExceptionOfType(InvalidEndpointRequestException.class)
						.isThrownBy(() -> endpoint.change(target, operation, null, null))
						.withMessageStartingWith("There is no receiver '" + target + "'");
				}
			}
		});
	}

	@Test
	void saysWhyADurableReceiverCannotBeSwitchedOn() {
		this.exposed.withBean(Mailer.class)
			.withPropertyValues("signals.receivers.mail.enabled=false")
			.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(
					() -> context.getBean(SignalsEndpoint.class).change("mail", ReceiverOperation.ENABLE, null, null))
				.withMessageContaining("signals.receivers.mail.enabled=true"));
	}

	@Test
	void decidesAboutNoCallsWhereNoneIsDurable() {
		this.exposed.run((context) -> {
			SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
			assertThat(endpoint.change("pay", ReceiverOperation.REPLAY, null, null).calls()).isZero();
			assertThat(endpoint.change("pay", ReceiverOperation.DISCARD, null, null).calls()).isZero();
		});
	}

	@Test
	void asksTheDatabasesOnlyWhereAReceiverIsDurable() {
		ApplicationContextRunner unreachable = this.exposed.withBean("calls", DurableCalls.class, () -> {
			throw new IllegalStateException("asked");
		}, (definition) -> definition.setLazyInit(true));
		unreachable.run((context) -> assertThat(context.getBean(SignalsEndpoint.class).signals().durable())
			.isEqualTo(new DurableDescriptor(0, null, 0)));
		unreachable.withBean(Mailer.class)
			.withPropertyValues("signals.receivers.mail.enabled=false")
			.run((context) -> assertThatException().isThrownBy(context.getBean(SignalsEndpoint.class)::signals)
				.withStackTraceContaining("asked"));
	}

	record Paid(String instance) implements Signal<String> {

	}

	static class Invoice {

	}

	static class PaidInvoice extends Invoice {

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

	static class Mailer {

		@PostSaveReceiver(dispatchUid = "mail", delivery = Delivery.DURABLE)
		void mail(Invoice invoice) {
			throw new IllegalStateException("It is off");
		}

	}

	static class Bank {

		@Receiver(dispatchUid = "pay")
		void pay(Paid paid) {
			if (paid.instance().equals("refused")) {
				throw new IllegalStateException("refused");
			}
		}

		@PostSaveReceiver(dispatchUid = "off", condition = "created")
		void off(PostSave<Invoice> saved) {
			throw new IllegalStateException("Nobody saves an invoice");
		}

	}

}
