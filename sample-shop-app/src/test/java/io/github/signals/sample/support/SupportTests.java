package io.github.signals.sample.support;

import java.util.List;
import java.util.Map;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.support.SupportTicket.TicketResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mail.MailSendException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SupportTests extends AbstractShopTests {

	@AfterEach
	void takeTheMailServerUp() {
		turnMailServer(true);
		this.signals.durable().replayAll("confirm_order");
	}

	@Test
	void anEmailThatIsGivenUpOpensOneTicketHoweverOftenThatHappens() {
		String order = orderWithoutConfirmation();
		giveUp();
		waitForCalls();
		assertThat(tickets(order)).singleElement().satisfies((ticket) -> {
			assertThat(ticket.receiver()).isEqualTo("confirm_order");
			assertThat(ticket.attempts()).isEqualTo(1000);
			assertThat(ticket.reason()).isEqualTo(MailSendException.class.getName());
			assertThat(ticket.opened()).isNotNull();
			assertThat(ticket.call()).isEqualTo(this.signals.durable().parked(0, 1).get(0).id());
		});
		assertThat(this.recorded).receiver("open_ticket").ran(1).succeeded();
		this.signals.durable().replayAll("confirm_order");
		giveUp();
		assertThat(this.recorded).receiver("open_ticket").eventually().ran(2).succeeded();
		assertThat(tickets(order)).hasSize(1);
		turnMailServer(true);
		this.signals.durable().replayAll("confirm_order");
		assertThat(mailed()).hasSize(1);
	}

	/**
	 * Place an order whose email cannot be sent.
	 */
	private String orderWithoutConfirmation() {
		String username = unique("ken");
		Map<?, ?> user = create("/api/users", Map.of("username", username, "email", username + "@example.com"),
				Map.class);
		waitForCalls();
		turnMailServer(false);
		Map<?, ?> order = create("/api/orders", Map.of("userId", user.get("id"), "product", "Tea", "quantity", 1),
				Map.class);
		return String.valueOf(order.get("id"));
	}

	/**
	 * Let the next attempt be the last one.
	 */
	private void giveUp() {
		await().until(() -> {
			this.jdbc.sql("update signals_outbox set attempts = 999 where uid = 'confirm_order' and parked = false")
				.update();
			return this.signals.durable().parked() == 1;
		});
	}

	private void turnMailServer(boolean up) {
		put("/api/mail-server", Map.of("up", up), Map.class);
	}

	private List<TicketResponse> tickets(String order) {
		return List.of(get("/api/support-tickets", TicketResponse[].class))
			.stream()
			.filter((ticket) -> order.equals(ticket.entity()))
			.toList();
	}

}
