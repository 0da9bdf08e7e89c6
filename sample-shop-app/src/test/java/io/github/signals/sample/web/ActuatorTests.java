package io.github.signals.sample.web;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.shop.OrderService;

import static org.assertj.core.api.Assertions.assertThat;

class ActuatorTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Test
	void theEndpointShowsWhoHearsOfAnOrderAndHowOftenItWasCalled() {
		order();
		this.client.get()
			.uri("/actuator/signals")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.senders['io.github.signals.sample.shop.Order'][?(@.uid == 'confirm_order' && @.calls > 0)]")
			.isNotEmpty()
			.jsonPath("$.durable.parked")
			.isEqualTo(0);
		this.client.get()
			.uri("/actuator/signals/Order")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.receivers[?(@.uid == 'log_status')].outcome")
			.isEqualTo("DEPENDS");
		this.client.get().uri("/actuator/signals/Nothing").exchange().expectStatus().isNotFound();
	}

	@Test
	void theWiringIsAPicture() {
		picture("wiring.mmd", "text/vnd.mermaid").startsWith("flowchart LR").contains("confirm_order<br/>DURABLE");
		picture("wiring.dot", "text/vnd.graphviz").startsWith("digraph signals").contains("confirm_order");
		picture("wiring.html", "text/html").startsWith("<!DOCTYPE html>").contains("confirm_order");
	}

	private AbstractStringAssert<?> picture(String name, String type) {
		return assertThat(this.client.get()
			.uri("/actuator/signals/" + name)
			.accept(MediaType.parseMediaType(type), MediaType.ALL)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@Test
	void nothingIsParkedThatCouldBeReplayed() {
		post("/actuator/signals/confirm_order", MediaType.APPLICATION_JSON, "{\"operation\": \"REPLAY\"}")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.calls")
			.isEqualTo(0);
		post("/actuator/signals/confirm_order", MediaType.APPLICATION_JSON, "{\"operation\": \"BURN\"}").expectStatus()
			.isBadRequest();
	}

	@Test
	void theCallsAreTimedAndWhatWaitsIsMeasured() {
		order();
		metric("signals.receiver?tag=uid:confirm_order&tag=outcome:SUCCESS").jsonPath("$.measurements[0].value")
			.value((count) -> assertThat(((Number) count).intValue()).isPositive());
		metric("signals.durable.parked").jsonPath("$.measurements[0].value").isEqualTo(0.0);
	}

	private RestTestClient.BodyContentSpec metric(String name) {
		return this.client.get().uri("/actuator/metrics/" + name).exchange().expectStatus().isOk().expectBody();
	}

	private void order() {
		this.orders.place(this.accounts.register(unique("ruth"), "ruth@example.org").getId(), unique("Tea"), 1);
		assertThat(mailed()).isNotEmpty();
	}

}
