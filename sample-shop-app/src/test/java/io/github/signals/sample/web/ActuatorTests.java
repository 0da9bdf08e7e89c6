package io.github.signals.sample.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.signals.ReceiverInfo;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.shop.OrderService;

import static org.assertj.core.api.Assertions.assertThat;

class ActuatorTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private DurableDelivery delivery;

	@LocalServerPort
	private int port;

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
		picture("wiring.html", "text/html").startsWith("<!DOCTYPE html>").contains("console.js");
	}

	private AbstractStringAssert<?> picture(String name, String type) {
		for (MediaType accepted : List.of(MediaType.parseMediaType(type), MediaType.ALL)) {
			body("/actuator/signals/" + name, type, accepted);
		}
		return assertThat(body("/actuator/signals/" + name, type, MediaType.TEXT_HTML, MediaType.ALL));
	}

	private String body(String uri, String type, MediaType... accepted) {
		return this.client.get()
			.uri(uri)
			.accept(accepted)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Test
	void aBrowserGetsJsonWhereThereIsNoPicture() {
		MediaType[] browser = { MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML, MediaType.ALL };
		assertThat(body("/actuator/signals/Order", "application/json", browser)).contains("log_status");
		assertThat(body("/actuator/signals/trace", "application/json", browser)).contains("dispatches");
		assertThat(body("/actuator/signals/parked", "application/json", browser)).contains("calls");
	}

	@Test
	void theLastDispatchesShowWhatAnOrderHasLedTo() {
		Long user = this.accounts.register(unique("ruth"), "ruth@example.org").getId();
		String product = unique("Tea");
		String order = this.orders.place(user, product, 1).getId().toString();
		assertThat(mailed()).isNotEmpty();
		JsonNode trace = JsonMapper.shared()
			.readTree(body("/actuator/signals/trace", "application/json", MediaType.APPLICATION_JSON));
		assertThat(trace.get("size").asInt()).isEqualTo(1000);
		List<JsonNode> ofOrder = trace.get("dispatches")
			.valueStream()
			.filter((dispatch) -> dispatch.get("sender").asString().endsWith(".Order")
					&& dispatch.path("identifier").asString("").equals(order))
			.toList();
		assertThat(ofOrder).isNotEmpty().allSatisfy((dispatch) -> {
			assertThat(dispatch.get("signal").asString()).isEqualTo("PostSave");
			assertThat(dispatch.get("outcome").asString()).isEqualTo("SUCCESS");
			assertThat(dispatch.get("origin").asString()).isIn("REPOSITORY", "FLUSH");
			assertThat(dispatch.get("receivers").valueStream()).isNotEmpty();
			assertThat(dispatch.get("causedBy").isNull()).isTrue();
		});
		assertThat(ofOrder.stream().flatMap((dispatch) -> dispatch.get("receivers").valueStream()))
			.anySatisfy((receiver) -> {
				assertThat(receiver.get("uid").asString()).isEqualTo("confirm_order");
				assertThat(receiver.get("state").asString()).isEqualTo("RETURNED");
				assertThat(receiver.get("attempt").asInt()).isPositive();
			});
		assertThat(trace.get("transactions")
			.valueStream()
			.filter((transaction) -> transaction.get("id").equals(ofOrder.get(0).get("transaction")))).singleElement()
			.satisfies((transaction) -> assertThat(transaction.get("outcome").asString()).isEqualTo("COMMITTED"));
		assertThat(trace.toString()).doesNotContain(product, "ruth@example.org");
	}

	@Test
	void theTraceTellsWhatIsNewSinceAVersion() {
		order();
		long last = trace("").get("last").asLong();
		assertThat(trace("?since=" + last).get("dispatches")).isEmpty();
		order();
		JsonNode news = trace("?since=" + last);
		assertThat(news.get("dispatches")).isNotEmpty()
			.allSatisfy((dispatch) -> assertThat(dispatch.get("version").asLong()).isGreaterThan(last));
		this.client.get().uri("/actuator/signals/trace?since=yesterday").exchange().expectStatus().isBadRequest();
	}

	private JsonNode trace(String query) {
		return JsonMapper.shared()
			.readTree(body("/actuator/signals/trace" + query, "application/json", MediaType.APPLICATION_JSON));
	}

	@Test
	void theTraceIsAStreamOfEvents() throws Exception {
		JsonNode known = trace("");
		HttpRequest request = HttpRequest.newBuilder(URI.create(
				"http://localhost:" + this.port + "/actuator/signals/trace/stream?since=" + known.get("last").asLong()))
			.header("Accept", "text/event-stream")
			.build();
		HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
		try (Stream<String> lines = response.body()) {
			Iterator<JsonNode> events = lines.filter((line) -> line.startsWith("data:"))
				.map((line) -> JsonMapper.shared().readTree(line.substring("data:".length())))
				.iterator();
			assertThat(events.next().get("size")).isEqualTo(known.get("size"));
			order();
			assertThat(events.next().get("dispatches")).isNotEmpty();
		}
		this.client.get().uri("/actuator/signals/trace/other").exchange().expectStatus().isNotFound();
	}

	@Test
	void aReceiverIsSwitchedOffAndOn() {
		change("log_status", "DISABLE").expectStatus().isOk().expectBody().jsonPath("$.enabled").isEqualTo(false);
		try {
			outcome("log_status", "DISABLED");
			assertThat(this.signals.receivers()).filteredOn((receiver) -> !receiver.enabled())
				.extracting(ReceiverInfo::uid)
				.containsExactly("log_status");
		}
		finally {
			change("log_status", "ENABLE").expectStatus().isOk().expectBody().jsonPath("$.enabled").isEqualTo(true);
		}
		outcome("log_status", "DEPENDS");
	}

	private void outcome(String uid, String outcome) {
		this.client.get()
			.uri("/actuator/signals/Order")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.receivers[?(@.uid == '" + uid + "')].outcome")
			.isEqualTo(outcome);
	}

	@Test
	void whatIsNotThereIsRefused() {
		for (String operation : List.of("ENABLE", "DISABLE", "REPLAY", "DISCARD")) {
			expectProblem(change("nobody", operation), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
				.value((detail) -> assertThat(detail.toString()).startsWith("There is no receiver 'nobody'"));
		}
		change("confirm_order", "BURN").expectStatus().isBadRequest();
	}

	@Test
	void parkedCallsAreListedReplayedAndDiscarded() {
		List<String> ids = park(4);
		JsonNode parked = JsonMapper.shared()
			.readTree(body("/actuator/signals/parked", "application/json", MediaType.APPLICATION_JSON));
		assertThat(parked.get("parked").asInt()).isEqualTo(4);
		assertThat(parked.get("calls").valueStream()).extracting((call) -> call.get("id").asString())
			.containsExactlyElementsOf(ids);
		assertThat(parked.get("calls").valueStream()).extracting((call) -> call.get("error").asString())
			.containsOnly("java.lang.IllegalStateException");
		assertThat(parked.toString()).doesNotContain("secret");

		calls(ids.get(0), "DISCARD", 1);
		calls(ids.get(1), "REPLAY", 1);
		assertThat(mailed()).hasSize(1);
		calls("confirm_order", "REPLAY", 2);
		assertThat(mailed()).hasSize(3);
		park(1);
		calls("confirm_order", "DISCARD", 1);
		calls("confirm_order", "DISCARD", 0);
	}

	@Test
	void parkedCallsAreFoundReplayedAndDiscardedByWhatTheyAreAbout() {
		String type = "io.github.signals.sample.shop.Order";
		String order = park(2).get(0);
		JsonNode parked = calls("parked?uid=confirm_order&type=" + type);
		assertThat(parked.get("calls")).hasSize(2);
		String entity = parked.at("/calls/0/entity").asString();
		assertThat(calls("parked?type=" + type + "&entity=" + entity).get("calls").valueStream()).singleElement()
			.satisfies((call) -> assertThat(call.get("id").asString()).isEqualTo(order));
		assertThat(calls("parked?offset=1").get("calls")).hasSize(1);
		assertThat(calls("parked?before=2020-01-01T00:00:00Z").get("calls")).isEmpty();
		assertThat(calls("waiting?uid=confirm_order").get("calls")).isEmpty();
		this.client.get().uri("/actuator/signals/parked?entity=1&type=Nobody").exchange().expectStatus().isBadRequest();

		decide("DISCARD", "\"before\": \"2020-01-01T00:00:00Z\"", 0);
		decide("DISCARD", "\"type\": \"com.example.Former\"", 0);
		decide("DISCARD", "\"type\": \"" + type + "\", \"before\": \"2100-01-01T00:00:00Z\"", 2);
	}

	private JsonNode calls(String query) {
		return JsonMapper.shared()
			.readTree(body("/actuator/signals/" + query, "application/json", MediaType.APPLICATION_JSON));
	}

	private void decide(String operation, String condition, int calls) {
		post("/actuator/signals/confirm_order", MediaType.APPLICATION_JSON,
				"{\"operation\": \"" + operation + "\", " + condition + "}")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.calls")
			.isEqualTo(calls);
	}

	/**
	 * Have calls fail that nobody has made.
	 */
	private List<String> park(int orders) {
		Long user = this.accounts.register(unique("ruth"), "ruth@example.org").getId();
		this.delivery.stop();
		for (int i = 0; i < orders; i++) {
			this.orders.place(user, unique("Tea"), 1);
		}
		this.jdbc.sql("delete from signals_outbox where uid <> 'confirm_order'").update();
		this.jdbc.sql("update signals_outbox set parked = true, error = 'java.lang.IllegalStateException: secret'")
			.update();
		this.delivery.start();
		return this.jdbc.sql("select id from signals_outbox order by sequence_number").query(String.class).list();
	}

	private void calls(String target, String operation, int calls) {
		change(target, operation).expectStatus().isOk().expectBody().jsonPath("$.calls").isEqualTo(calls);
	}

	private RestTestClient.ResponseSpec change(String target, String operation) {
		return post("/actuator/signals/" + target, MediaType.APPLICATION_JSON,
				"{\"operation\": \"" + operation + "\"}");
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
