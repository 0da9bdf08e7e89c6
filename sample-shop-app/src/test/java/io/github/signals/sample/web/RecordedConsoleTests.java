package io.github.signals.sample.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a real browser, where there is one, with answers that no sample gives:
 * hostile names, very many of them, and an endpoint that is read-only.
 */
class RecordedConsoleTests {

	private static final List<String> HOSTILE = List.of("</script><script>document.title = 'hacked'</script>",
			"\"'><img src=x onerror=\"document.title = 'hacked'\">", "x".repeat(500),
			"\u202e\u05e9\u05dc\u05d5\u05dd txet", "a b & c %2f ${d} {{e}}");

	private static final List<String> DELIVERIES = List.of("IN_TRANSACTION", "BEFORE_COMMIT", "AFTER_COMMIT", "ASYNC",
			"DURABLE");

	private static final List<String> STATES = List.of("FAILED", "RETURNED", "LEFT_OUT", "NOT_DELIVERED", "PARKED");

	/**
	 * Scrolls for 90 frames, and tells how long the middle one and the slow ones took.
	 */
	private static final String SCROLL = """
			return (async () => {
				const frames = [];
				for (let i = 0; i < 90; i++) {
					const start = performance.now();
					scrollBy(0, 200);
					await new Promise((done) => requestAnimationFrame(done));
					frames.push(performance.now() - start);
				}
				frames.sort((one, other) => one - other);
				return [frames[45], frames[85]].map(Math.round);
			})();
			""";

	private RecordedEndpoint endpoint;

	private ConsolePage page;

	@BeforeEach
	void start() throws IOException {
		this.endpoint = new RecordedEndpoint();
		this.page = ConsolePage.start(this.endpoint.port());
	}

	@AfterEach
	void stop() {
		if (this.page != null) {
			this.page.close();
		}
		this.endpoint.close();
	}

	private void recordHostileNames() {
		List<Map<String, Object>> receivers = Stream.iterate(0, (i) -> i < 5, (i) -> i + 1)
			.map((i) -> Recordings.receiver(HOSTILE.get(i), DELIVERIES.get(i), HOSTILE.get(i), HOSTILE))
			.toList();
		List<Map<String, Object>> senders = HOSTILE.stream()
			.map((name) -> Recordings.sender(name, name, name, HOSTILE))
			.toList();
		Map<String, Object> facts = Recordings.facts(false, senders, receivers);
		facts.put("durable", Recordings.durable(HOSTILE.get(0)));
		this.endpoint.with("console.json", facts)
			.with("parked", Recordings.parked(HOSTILE.get(1), HOSTILE.get(2)))
			.with("trace", hostileTrace());
		HOSTILE.forEach((name) -> this.endpoint.with(name,
				Map.of("sender", name, "receivers", List.of(Map.of("signal", "PostSave", "uid", name, "delivery",
						"ASYNC", "outcome", "RUNS", "conditions", Recordings.conditions(name))))));
	}

	private static Map<String, Object> hostileTrace() {
		List<Map<String, Object>> calls = Stream.iterate(0, (i) -> i < 5, (i) -> i + 1)
			.map((i) -> Recordings.call(HOSTILE.get(i), DELIVERIES.get(i), STATES.get(i)))
			.toList();
		return Recordings.trace(
				Stream.iterate(1, (i) -> i <= 5, (i) -> i + 1)
					.map((i) -> Recordings.transaction(i, "COMMITTED", HOSTILE.get(i - 1)))
					.toList(),
				Stream.iterate(1, (i) -> i <= 5, (i) -> i + 1)
					.map((i) -> Recordings.dispatch(i, i, HOSTILE.get(i - 1), HOSTILE.get(i - 1), HOSTILE.get(i - 1),
							calls))
					.toList());
	}

	@Test
	void showsHostileNamesHarmlessly() {
		recordHostileNames();
		for (String tab : List.of("live", "wiring", "durable", "try", "wiring=" + "x".repeat(500))) {
			this.page.open("console.html#" + tab);
			this.page.awaitSome("bdi.name");
			assertThat(this.page.count("main img, main script, main iframe")).as(tab).isZero();
			assertThat(this.page.browser().<String>run("return document.title")).as(tab).endsWith("Signals");
			this.page.awaitTrue("document.documentElement.scrollWidth <= innerWidth");
			assertThat(this.page.count("bdi.name:not([title])")).as(tab).isPositive();
		}
		this.page.open("console.html#live");
		this.page.awaitSome(".call");
		assertThat(this.page.texts(".band:first-child .call .uid")).anyMatch((uid) -> uid.contains("<script>"));
		this.page.nothingIsWrong();
	}

	@Test
	void staysUsableWithTenThousandDispatches() {
		this.endpoint.with("console.json", Recordings.wiring(200)).with("trace", Recordings.longTrace());
		this.page.open("console.html#live");
		this.page.awaitSome(".band:nth-child(20)");
		isUsable("10,000 dispatches");
		this.page.type("input[data-filter=receiver]", "receiver_1999");
		this.page.awaitTrue(
				"[...document.querySelectorAll('.band')].every((band) => band.textContent.includes('receiver_1999'))");
		this.page.nothingIsWrong();
	}

	@Test
	void drawsAllOfALargeTransactionOnlyWhenItIsAskedTo() {
		this.endpoint.with("console.json", Recordings.wiring(1)).with("trace", Recordings.largeTransaction());
		this.page.open("console.html#live");
		this.page.awaitSome(".band .row");
		assertThat(this.page.count(".row")).isEqualTo(100);
		assertThat(this.page.count(".row:first-child .call")).isEqualTo(40);
		assertThat(this.page.texts(".all")).contains("Show all 60", "Show all 3,000");
		this.page.click(".row:first-child .all button");
		this.page.awaitTrue("document.querySelectorAll('.row:first-child .call').length === 60");
		this.page.nothingIsWrong();
	}

	@Test
	void filtersAndForgetsWhatWasThereWhenItWasPaused() {
		this.endpoint.with("console.json", Recordings.wiring(1)).with("trace", Recordings.longTrace());
		this.page.open("console.html#live");
		this.page.awaitSome(".band .row");
		this.page.click(".pause");
		this.page.type("input[data-filter=receiver]", "receiver_1999");
		this.page.awaitTrue(
				"[...document.querySelectorAll('.band')].every((band) => band.textContent.includes('receiver_1999'))");
		this.page.click(".tools .plain");
		this.page.awaitNone(".band");
		this.page.nothingIsWrong();
	}

	@Test
	void skipsToTheContentAndStaysThere() {
		this.endpoint.with("console.json", Recordings.wiring(1)).with("trace", Recordings.longTrace());
		this.page.open("console.html#live");
		this.page.awaitSome(".band .row");
		this.page.browser().run("document.querySelector('.skip').click()");
		assertThat(this.page.browser().<String>run("return document.activeElement.id + location.hash"))
			.isEqualTo("main#live");
		this.page.nothingIsWrong();
	}

	@Test
	void staysUsableWithTwoThousandReceivers() {
		this.endpoint.with("console.json", Recordings.wiring(200))
			.with("trace", Recordings.trace(List.of(), List.of()));
		this.page.open("console.html#wiring");
		this.page.awaitSome(".sender:nth-child(20)");
		isUsable("2,000 receivers");
		this.page.type("#search", "receiver_1999");
		this.page.awaitTrue("document.querySelectorAll('.sender').length === 1");
		this.page.nothingIsWrong();
	}

	/**
	 * The limits leave room for a busy machine.
	 */
	private void isUsable(String what) {
		long paint = this.page.browser()
			.<Long>run("return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)");
		long nodes = this.page.count("*");
		List<Long> frames = this.page.browser().run(SCROLL);
		System.out.printf("%s: first paint after %d ms, %d elements, %d ms a frame, %d ms a slow one%n", what, paint,
				nodes, frames.get(0), frames.get(1));
		assertThat(paint).isLessThan(5_000);
		assertThat(nodes).isLessThan(10_000);
		assertThat(frames.get(0)).isLessThan(250);
	}

	private void openDurable(String... uids) {
		this.endpoint.with("console.json", durable(2, uids)).with("parked", Recordings.parked(uids[0], "shop.Order"));
		this.page.open("console.html#durable");
		this.page.awaitTrue("document.querySelectorAll('table').length === 2");
	}

	private static Map<String, Object> durable(int waiting, String... uids) {
		Map<String, Object> facts = Recordings.facts(false, List.of(), List.of());
		facts.put("durable", Recordings.durable(waiting, uids));
		return facts;
	}

	@Test
	void keepsTheFocusWhileTheNumbersChange() {
		openDurable("confirm_order");
		this.page.browser().run("window.kept = document.querySelector('table .small'); window.kept.focus()");
		this.endpoint.with("console.json", durable(77, "confirm_order"));
		this.page.awaitTrue("document.querySelector('.tile b').textContent === '77'");
		this.page.awaitTrue("document.querySelector('table').textContent.includes('77')");
		this.page.awaitTrue("document.activeElement === window.kept");
		this.page.nothingIsWrong();
	}

	@Test
	void decidesAboutTheOthersWhereOneIsRefused() {
		openDurable("first", "second");
		this.endpoint.refuse("first");
		this.page.click(".headed .danger");
		this.page.click("dialog .danger");
		this.page.awaitTrue("document.querySelector('.message.bad').textContent !== ''");
		assertThat(this.page.text(".message.bad"))
			.isEqualTo("Discarded 1 call. It failed for 1 receiver: The endpoint is read-only.");
		assertThat(this.endpoint.posts()).hasSize(2);
	}

	@Test
	void tellsOfATroubleAsLongAsItLasts() {
		openDurable("confirm_order");
		this.endpoint.forget("console.json");
		this.page.awaitTrue("document.querySelector('.message.bad').textContent !== ''");
		assertThat(this.page.text(".message.bad")).isEqualTo("The endpoint does not know this.");
		assertThat(this.page.text(".link")).isEqualTo("no answer");
		this.endpoint.with("console.json", durable(2, "confirm_order"));
		this.page.awaitTrue("document.querySelector('.message.bad').textContent === ''");
	}

	@Test
	void asksAgainWhereAStreamSaysNothing() {
		this.endpoint.beSilent();
		this.endpoint.with("console.json", Recordings.wiring(1)).with("trace", Recordings.trace(List.of(), List.of()));
		this.page.open("console.html#live");
		this.page
			.awaitTrue("performance.getEntriesByType('resource').some((one) => one.name.includes('console-trace.js'))");
		this.endpoint.with("trace", Recordings.largeTransaction());
		this.page.awaitSome(".band .row");
		this.page.nothingIsWrong();
	}

	@Test
	void hidesTheButtonsWhereTheEndpointIsReadOnly() {
		for (boolean readOnly : List.of(true, false)) {
			Map<String, Object> facts = Recordings.facts(readOnly, List.of(), List.of());
			facts.put("durable", Recordings.durable("confirm_order"));
			this.endpoint.with("console.json", facts).with("parked", Recordings.parked("confirm_order", "shop.Order"));
			this.page.open("console.html#durable");
			this.page.awaitTrue("document.querySelectorAll('table').length === 2");
			assertThat(this.page.count("main button")).isEqualTo(readOnly ? 0 : 6);
		}
		assertThat(this.endpoint.posts()).isEmpty();
	}

	@Test
	void sendsTheCsrfTokenOfTheCookieBack() {
		Map<String, Object> facts = Recordings.facts(false, List.of(), List.of());
		facts.put("durable", Recordings.durable("a/b c"));
		this.endpoint.with("console.json", facts).with("parked", Recordings.parked("a/b c", "shop.Order"));
		this.page.open("console.html#durable");
		this.page.browser()
			.run("document.cookie = 'other=1'; document.cookie = 'XSRF-TOKEN=' + encodeURIComponent('t=1')");
		this.page.awaitSome("button[aria-label='Replay the 1 parked call of a/b c']");
		this.page.click("button[aria-label='Replay the 1 parked call of a/b c']");
		this.page.click("dialog .danger");
		this.page.awaitTrue("document.querySelector('.message').textContent === 'Replayed 1 call.'");
		assertThat(this.endpoint.posts()).containsExactly("a/b c {\"operation\":\"REPLAY\"} t=1");
	}

	@Test
	void saysHowToSwitchTheTraceOn() {
		this.endpoint.with("trace",
				Map.of("node", "one", "size", 0, "last", 0, "transactions", List.of(), "dispatches", List.of()));
		this.page.open("console.html#live");
		this.page.awaitSome(".note pre");
		assertThat(this.page.text(".note")).contains("The trace is off", "signals.trace.size=1000");
	}

	@ParameterizedTest
	@MethodSource("screens")
	void axeFindsNothingSerious(Screen screen) throws IOException {
		Map<String, Object> facts = Recordings.wiring(3);
		facts.put("durable", Recordings.durable("confirm_order"));
		this.endpoint.with("console.json", facts)
			.with("parked", Recordings.parked("confirm_order", "shop.Order"))
			.with("trace", hostileTrace())
			.with("shop.Entity0", Map.of("sender", "shop.Entity0", "receivers", List.of()));
		this.page.browser().be(screen);
		for (Map.Entry<String, String> tab : Map
			.of("live", ".call", "wiring", ".card", "durable", ".tile", "try", ".answer", "Entity0", ".step")
			.entrySet()) {
			this.page.open("console.html#" + tab.getKey());
			this.page.awaitSome(tab.getValue());
			this.page.judge(tab.getKey(), screen);
		}
	}

	static Stream<Screen> screens() {
		return Stream.of(Screen.DESKTOP, Screen.PHONE)
			.map(Screen::withoutMotion)
			.flatMap((screen) -> Stream.of(screen, screen.inTheDark()));
	}

}
