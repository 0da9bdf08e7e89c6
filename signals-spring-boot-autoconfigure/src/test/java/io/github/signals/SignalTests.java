package io.github.signals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.ResolvableType;

import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the signals and for what the library prints of them.
 */
class SignalTests {

	@ParameterizedTest
	@MethodSource("signalsOfASecret")
	void printsItsSenderAndNoValue(EntitySignal<?> signal) { // S20
		assertThat(signal.toString()).startsWith(signal.getClass().getSimpleName() + "[")
			.contains(Customer.class.getName())
			.doesNotContain("4111");
	}

	@ParameterizedTest
	@MethodSource("signalsOfASecret")
	void resolvesItsGenericTypeFromTheSender(EntitySignal<?> signal) { // S13, P52
		assertThat(signal.getResolvableType())
			.isEqualTo(ResolvableType.forClassWithGenerics(signal.getClass(), Customer.class));
	}

	private static Stream<EntitySignal<?>> signalsOfASecret() {
		Customer customer = new Customer("4111");
		SignalContext context = Sent.created(customer).context();
		return Stream.of(new PreSave<>(Customer.class, customer, false, Changes.none(), context),
				new PostSave<>(Customer.class, customer, true, Changes.all(Map.of("card", "4111")), context),
				new PreDelete<>(Customer.class, customer, context),
				new PostDelete<>(Customer.class, customer, context));
	}

	@Test
	void printsWhatHappenedToWhichAttributes() { // S20
		Customer customer = new Customer("4111");
		assertThat(Sent.created(customer).toString()).contains("created");
		assertThat(Sent.updated(customer, Changes.between(Map.of("card", 1), Map.of("card", 2))).toString())
			.contains("updated", "card");
	}

	@Test
	void failureNamesReceiverSignalAndSenderAndNoValue() { // S20
		ReceiverInfo receiver = new ReceiverInfo("audit", "Audit.write(Customer)", List.of(PostSave.class),
				List.of(Customer.class), Delivery.AFTER_COMMIT, 0, true);
		ReceiverFailure failure = new ReceiverFailure(receiver, PostSave.class, Customer.class,
				new IllegalStateException("no"));
		assertThat(failure.describe()).contains("'audit'", "Audit.write(Customer)", "AFTER_COMMIT", "PostSave",
				Customer.class.getName());
		assertThat(new ReceiverException(failure)).hasMessage(failure.describe()).cause().hasMessage("no");
	}

	@Test
	void senderOfAnApplicationsSignalIsNeverAProxy() { // P51
		ProxyFactory factory = new ProxyFactory(new Shop());
		factory.setProxyTargetClass(true);
		Shop proxy = (Shop) factory.getProxy(getClass().getClassLoader());
		assertThat(proxy.getClass()).isNotEqualTo(Shop.class);
		assertThat(new Opened(proxy).sender()).isEqualTo(Shop.class);
	}

	@Test
	void receiverInfoKeepsItsOwnLists() {
		List<Class<?>> senders = new java.util.ArrayList<>(List.of(Customer.class));
		ReceiverInfo info = new ReceiverInfo("a", "b", List.of(), senders, Delivery.ASYNC, 0, true);
		senders.clear();
		assertThat(info.senders()).containsExactly(Customer.class);
	}

	private record Customer(String card) {

	}

	static class Shop {

	}

	private record Opened(Shop instance) implements Signal<Shop> {

	}

}
