package io.github.signals.sample.shop;

import java.util.Map;

import io.github.signals.Delivery;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.accounts.User;
import io.github.signals.sample.mail.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OrdersTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private TransactionTemplate transaction;

	private User user;

	private String product;

	@BeforeEach
	void registerUser() {
		String username = unique("linus");
		this.user = this.accounts.register(username, username + "@example.com");
		this.product = unique("Tea");
		this.committed.clear();
	}

	// S1, S10: dirty checking, heard after the commit
	@Test
	void aStatusThatNobodySavesIsHeardAfterTheCommit(CapturedOutput output) {
		OrderResponse order = create("/api/orders", request(2), OrderResponse.class);
		assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
		this.client.post()
			.uri("/api/orders/" + order.id() + "/shipment")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("SHIPPED");
		this.client.post().uri("/api/orders/" + order.id() + "/shipment").exchange().expectStatus().isOk();
		assertThat(output.getOut()).containsOnlyOnce("Order " + order.id() + " changed from PLACED to SHIPPED.");
		this.client.post().uri("/api/orders/999999/shipment").exchange().expectStatus().isNotFound();
	}

	// S7: known before the save, by dirty checking too
	@Test
	void anOrderThatIsShippedKeepsWhatWasShipped() {
		Order order = this.orders.place(this.user.getId(), this.product, 1);
		this.transaction.executeWithoutResult((status) -> {
			this.orders.get(order.getId()).change(this.product, 2);
			this.orders.ship(order.getId());
		});
		String uri = "/api/orders/" + order.getId();
		expectProblem(this.client.put()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("product", this.product, "quantity", 3))
			.exchange(), HttpStatus.CONFLICT).jsonPath("$.detail")
			.isEqualTo("Order " + order.getId() + " is shipped already");
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.transaction
				.executeWithoutResult((status) -> this.orders.get(order.getId()).change("Coffee", 1)))
			.withRootCauseInstanceOf(ShippedOrderException.class);
		assertThat(put(uri, Map.of("product", this.product, "quantity", 2), OrderResponse.class).quantity())
			.as("what changes nothing is not refused")
			.isEqualTo(2);
		assertThat(this.orders.track(order.getId(), "test").getStatus()).isEqualTo(OrderStatus.SHIPPED);
	}

	@Test
	void aNewOrderIsAnnouncedAndConfirmedByMail(CapturedOutput output) {
		OrderResponse order = create("/api/orders", request(2), OrderResponse.class);
		assertThat(get("/api/orders/" + order.id(), OrderResponse.class)).isEqualTo(order);
		assertThat(order.description()).isEqualTo("%s x 2 by %s".formatted(this.product, this.user.getUsername()));
		assertThat(output.getOut())
			.containsOnlyOnce("New order for " + this.product + ". Sending notification to admin.");
		assertConfirmedOnce(order.id());
	}

	@Test
	void aListenerOfSpringsOwnHearsTheSameSignalAfterTheCommit(CapturedOutput output) {
		create("/api/orders", request(2), OrderResponse.class);
		String heard = "Spring's own listener heard this after the commit: " + this.product + " x 2";
		assertThat(output.getOut()).containsOnlyOnce(heard);
		assertThat(output.getOut().indexOf(heard)).isGreaterThan(output.getOut().indexOf("New order for"));
	}

	@Test
	void nothingIsMailedBeforeTheCommit() {
		// Behaviours 85
		this.transaction.executeWithoutResult((status) -> {
			this.orders.place(this.user.getId(), this.product, 1);
			assertThat(this.mailbox.mails()).noneMatch((mail) -> mail.subject().startsWith("Your order"));
		});
		assertThat(mailed()).hasSize(1);
	}

	@Test
	void nothingIsMailedAfterARollback(CapturedOutput output) {
		// Behaviours 86
		long before = rows("shop_order");
		Order order = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return this.orders.place(this.user.getId(), this.product, 1);
		});
		assertThat(this.recorded).receiver("notify_admin").ranOnceFor(order);
		assertThat(output.getOut()).doesNotContain("heard after the commit: " + this.product);
		assertThat(mailed()).isEmpty();
		assertThat(this.recorded).receiver("confirm_order").didNotRun();
		assertThat(rows("shop_order")).isEqualTo(before);
	}

	@Test
	@Transactional
	void whatFollowsFromACommitIsSeenInATestThatIsRolledBack() {
		Order order = this.orders.place(this.user.getId(), this.product, 1);
		this.recorded.commit();
		assertThat(this.recorded).receiver("confirm_order").ranOnceFor(order).delivered(Delivery.DURABLE).succeeded();
		assertConfirmedOnce(order.getId());
		this.orders.ship(order.getId());
		assertThat(this.recorded).receiver("log_status").didNotRun();
		this.recorded.commit();
		assertThat(this.recorded).receiver("log_status").ranOnceFor(order).afterCommit();
	}

	@Test
	void aReceiverThatFailsInTheTransactionStopsTheOrderAndItsMail() {
		// Behaviours 141: the other way round
		long before = rows("shop_order");
		this.signals.connect(ReceiverSpec.postSave(Order.class).uid("test_failing"), (saved) -> {
			throw new IllegalStateException("sold out");
		});
		post("/api/orders", MediaType.APPLICATION_JSON, request(1)).expectStatus().is5xxServerError();
		assertThat(rows("shop_order")).isEqualTo(before);
		assertThat(mailed()).isEmpty();
		assertThat(this.committed).isEmpty();
	}

	@Test
	void aReceiverThatFailsAfterTheCommitStopsNeitherTheOrderNorItsMail(CapturedOutput output) {
		// Behaviours 16, 83, 153: the other way round
		this.signals.connect(ReceiverSpec.postSave(Order.class)
			.uid("test_failing")
			.delivery(Delivery.AFTER_COMMIT)
			.order(Integer.MIN_VALUE), (saved) -> {
				throw new IllegalStateException("out of office");
			});
		create("/api/orders", request(1), OrderResponse.class);
		assertThat(mailed()).hasSize(1);
		assertThat(output).contains("test_failing").contains("out of office");
	}

	@Test
	void anOrderThatIsPlacedWhileTheMailServerIsDownIsMailedOnceWhenItIsBack() {
		OrderResponse order = orderWithoutMailServer(() -> create("/api/orders", request(2), OrderResponse.class));
		assertThat(get("/api/orders/" + order.id(), OrderResponse.class)).isEqualTo(order);
		assertConfirmedOnce(order.id());
	}

	@Test
	void aChangedOrderIsConfirmedByMail() {
		OrderResponse order = create("/api/orders", request(2), OrderResponse.class);
		assertConfirmedOnce(order.id());
		OrderResponse changed = put("/api/orders/" + order.id(), Map.of("product", this.product, "quantity", 3),
				OrderResponse.class);
		assertThat(changed.quantity()).isEqualTo(3);
		assertChangeConfirmedOnce(order.id());
		assertThat(this.recorded).receiver("confirm_change").ran(1);
	}

	@Test
	void anOrderThatIsSavedWithoutAChangeIsNotConfirmedAgain() {
		OrderResponse order = create("/api/orders", request(2), OrderResponse.class);
		put("/api/orders/" + order.id(), Map.of("product", this.product, "quantity", 2), OrderResponse.class);
		assertConfirmedOnce(order.id());
	}

	@Test
	void theExplicitServiceConfirmsAChangeOnceAsWell() {
		OrderResponse order = create("/api/orders/explicit", request(2), OrderResponse.class);
		put("/api/orders/explicit/" + order.id(), Map.of("product", this.product, "quantity", 3), OrderResponse.class);
		assertChangeConfirmedOnce(order.id());
		assertThat(this.recorded).receiver("confirm_change").didNotRun();
	}

	@Test
	void anOrderThatIsPlacedAndThenFailsLeavesNothingButTheNewsOfItsRollback(CapturedOutput output) {
		long before = rows("shop_order");
		expectProblem(post("/api/orders/failing", MediaType.APPLICATION_JSON, request(1)), HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("'" + this.product + "' is sold out");
		assertThat(rows("shop_order")).isEqualTo(before);
		assertThat(mailed()).isEmpty();
		assertThat(this.committed).isEmpty();
		assertThat(this.recorded).receiver("log_lost_order").ran(1);
		assertThat(output).containsOnlyOnce("The order was rolled back: " + this.product + " x 1 by");
	}

	@Test
	void theExplicitServiceMethodMailsOnceAsWell(CapturedOutput output) {
		OrderResponse order = create("/api/orders/explicit", request(3), OrderResponse.class);
		assertConfirmedOnce(order.id());
		assertThat(output).contains("New order for " + this.product + ". Sending notification to admin.");
	}

	private Map<String, Object> request(int quantity) {
		return Map.of("userId", this.user.getId(), "product", this.product, "quantity", quantity);
	}

	private void assertChangeConfirmedOnce(long id) {
		assertThat(mailed()).filteredOn((mail) -> mail.subject().equals("Your order " + id + " has changed"))
			.singleElement()
			.satisfies((mail) -> assertThat(mail.text()).contains(this.orders.get(id).toString()));
	}

	private void assertConfirmedOnce(long id) {
		assertThat(mailed()).hasSize(1);
		Mail mail = mailed().get(0);
		assertThat(mail.subject()).isEqualTo("Your order " + id);
		assertThat(mail.to()).isEqualTo(this.user.getEmail());
		assertThat(mail.text()).contains(this.orders.get(id).toString());
	}

}
