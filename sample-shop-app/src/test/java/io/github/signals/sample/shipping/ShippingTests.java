package io.github.signals.sample.shipping;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.shop.OrderService;
import io.github.signals.sample.web.Switch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ShippingTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@AfterEach
	void takeTheCarrierUp() {
		turn(true);
	}

	@Test
	void anOrderThatIsShippedGetsALabelOfTheCarrier() {
		Order order = place();
		waitForCalls();
		assertThat(trackingNumber(order)).isNull();
		this.orders.ship(order.getId());
		waitForCalls();
		assertThat(trackingNumber(order)).asString().startsWith(order.getId() + "-");
		this.client.get()
			.uri("/api/audit?entity=Order&id=" + order.getId())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$[0].attribute")
			.isEqualTo("trackingNumber")
			.jsonPath("$[0].actor")
			.isEqualTo("carrier");
	}

	@Test
	void whileTheCarrierIsDownOrdersAreShippedAndTheirLabelsComeLater() {
		assertThat(turn(false)).isFalse();
		Order order = place();
		assertThat(this.orders.ship(order.getId()).getStatus()).hasToString("SHIPPED");
		await().until(() -> rows("signals_outbox where uid = 'request_label' and attempts > 1") == 1);
		assertThat(trackingNumber(order)).isNull();
		assertThat(turn(true)).isTrue();
		waitForCalls();
		assertThat(trackingNumber(order)).isNotNull();
	}

	private Order place() {
		return this.orders.place(this.accounts.register(unique("frances"), "frances@example.com").getId(), "Tea", 1);
	}

	private Object trackingNumber(Order order) {
		return get("/api/orders/" + order.getId(), Map.class).get("trackingNumber");
	}

	private boolean turn(boolean up) {
		return put("/api/carrier", Map.of("up", up), Switch.class).up();
	}

}
