package io.github.signals;

import org.junit.jupiter.api.Test;

import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ReceiverSpec}.
 */
class ReceiverSpecTests {

	@Test
	void hearsEverythingOfTheSenderUnlessToldOtherwise() {
		ReceiverSpec<PostSave<Order>> spec = ReceiverSpec.postSave(Order.class);
		assertThat(spec.getSignal()).isEqualTo(PostSave.class);
		assertThat(spec.getSender()).isEqualTo(Order.class);
		assertThat(spec.getUid()).isNull();
		assertThat(spec.getDelivery()).isEqualTo(Delivery.IN_TRANSACTION);
		assertThat(spec.getOn()).isEmpty();
		assertThat(spec.getChanged()).isEmpty();
		assertThat(spec.getOrder()).isEqualTo(Ordered.LOWEST_PRECEDENCE);
		assertThat(spec.isImports()).isFalse();
	}

	@Test
	void keepsAllThatIsSaid() {
		ReceiverSpec<PostSave<Order>> spec = ReceiverSpec.postSave(Order.class)
			.changed("status", "status")
			.on(On.CREATED, On.CREATED)
			.order(3)
			.imports()
			.delivery(Delivery.ASYNC)
			.uid("audit");
		assertThat(spec.getSignal()).isEqualTo(PostSave.class);
		assertThat(spec.getSender()).isEqualTo(Order.class);
		assertThat(spec.getUid()).isEqualTo("audit");
		assertThat(spec.getDelivery()).isEqualTo(Delivery.ASYNC);
		assertThat(spec.getOn()).containsExactly(On.CREATED);
		assertThat(spec.getChanged()).containsExactly("status");
		assertThat(spec.getOrder()).isEqualTo(3);
		assertThat(spec.isImports()).isTrue();
	}

	@Test
	void isImmutable() {
		ReceiverSpec<PostSave<Order>> spec = ReceiverSpec.postSave(Order.class);
		spec.uid("audit").delivery(Delivery.ASYNC).on(On.CREATED).changed("status").order(3).imports();
		assertThat(spec).usingRecursiveComparison().isEqualTo(ReceiverSpec.postSave(Order.class));
	}

	@Test
	void namesTheSignalOfEachKind() {
		assertThat(ReceiverSpec.preSave(Order.class).getSignal()).isEqualTo(PreSave.class);
		assertThat(ReceiverSpec.preDelete(Order.class).getSignal()).isEqualTo(PreDelete.class);
		assertThat(ReceiverSpec.postDelete(Order.class).getSignal()).isEqualTo(PostDelete.class);
		assertThat(ReceiverSpec.of(Paid.class).getSignal()).isEqualTo(Paid.class);
		assertThat(ReceiverSpec.of(Paid.class).getSender()).isEqualTo(Object.class);
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesWhatIsMissing() { // Behaviours 102
		assertThatIllegalArgumentException().isThrownBy(() -> ReceiverSpec.postSave(null));
		assertThatIllegalArgumentException().isThrownBy(() -> ReceiverSpec.postSave(Order.class).uid(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> ReceiverSpec.postSave(Order.class).delivery(null));
	}

	private record Order(long id) {

	}

	private record Paid(Order instance) implements Signal<Order> {

	}

}
