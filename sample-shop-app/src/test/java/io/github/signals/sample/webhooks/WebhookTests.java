package io.github.signals.sample.webhooks;

import java.util.List;
import java.util.UUID;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.shop.OrderService;
import io.github.signals.sample.web.HttpCalls;
import io.github.signals.sample.webhooks.WebhookController.Arrived;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private HttpCalls calls;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void anOrderCallsAWebhookWhenItIsPlacedAndWhenItIsShipped() {
		long order = place();
		this.orders.ship(order);
		waitForCalls();
		assertThat(arrived(order)).extracting(Arrived::event).containsExactly("order.shipped", "order.placed");
		assertThat(arrived(order)).extracting(Arrived::key).doesNotHaveDuplicates();
	}

	@Test
	void anOrderThatIsRolledBackCallsNone() {
		Long order = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return place();
		});
		waitForCalls();
		assertThat(arrived(order)).isEmpty();
	}

	@Test
	void aWebhookThatArrivesTwiceIsKnownByItsKey() {
		UUID key = UUID.randomUUID();
		for (int i = 0; i < 2; i++) {
			this.calls.post("shop.webhook-url", key, new OrderEvent("order.tested", -1L), Void.class);
		}
		assertThat(arrived(-1)).extracting(Arrived::key).containsExactly(key);
	}

	private long place() {
		return this.orders.place(this.accounts.register(unique("radia"), "radia@example.com").getId(), "Tea", 1)
			.getId();
	}

	private List<Arrived> arrived(long order) {
		return List.of(get("/api/webhooks", Arrived[].class))
			.stream()
			.filter((webhook) -> webhook.orderId() == order)
			.toList();
	}

}
