package io.github.signals.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.RequestFinished;
import io.github.signals.RequestStarted;
import io.github.signals.Signals;

import static io.github.signals.Delivery.ASYNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is signalled of requests, on each web framework.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
abstract class RequestContract {

	private static final List<RequestStarted> started = new CopyOnWriteArrayList<>();

	private static final List<RequestFinished> finished = new CopyOnWriteArrayList<>();

	private final WebApplicationType type;

	private final Class<?> application;

	private final String filter;

	private @Nullable Web web;

	RequestContract(WebApplicationType type, Class<?> application, String filter) {
		this.type = type;
		this.application = application;
		this.filter = filter;
	}

	@BeforeEach
	void startEmpty() {
		started.clear();
		finished.clear();
	}

	@AfterEach
	void stop() {
		if (this.web != null) {
			this.web.close();
		}
	}

	private Web start(@Nullable Class<?> receivers, String... properties) {
		Class<?>[] classes = (receivers != null) ? new Class<?>[] { this.application, receivers }
				: new Class<?>[] { this.application };
		this.web = Web.start(this.type, classes, properties);
		return this.web;
	}

	private RequestFinished finished() {
		await().atMost(Duration.ofSeconds(5)).until(() -> !finished.isEmpty());
		assertThat(finished).hasSize(1);
		return finished.get(0);
	}

	@Test
	void signalsTheBeginningAndTheEnd() throws Exception {
		Web web = start(Ear.class);
		assertThat(web.send("GET", "/orders/7").body()).isEqualTo("order 7");
		RequestFinished end = finished();
		assertThat(started).containsExactly(new RequestStarted("GET"));
		assertThat(end.method()).isEqualTo("GET");
		assertThat(end.pattern()).isEqualTo("/orders/{id}");
		assertThat(end.status()).isEqualTo(200);
		assertThat(end.exception()).isNull();
		assertThat(end.duration()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(30));
		assertThat(end.toString()).doesNotContain("7,");
	}

	@Test
	void tellsTheStatusThatTheHandlerHasChosen() throws Exception {
		assertThat(start(Ear.class).send("POST", "/orders/7").statusCode()).isEqualTo(202);
		assertThat(finished()).extracting(RequestFinished::method, RequestFinished::status)
			.containsExactly("POST", 202);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/later", "/deferred" })
	void endsWhenAnAnswerThatComesLaterIsWritten(String path) throws Exception {
		assertThat(start(Ear.class).send("GET", path).body()).isEqualTo("at last");
		RequestFinished end = finished();
		assertThat(end.pattern()).isEqualTo(path);
		assertThat(end.status()).isEqualTo(200);
		assertThat(end.duration()).isGreaterThan(Duration.ofMillis(90));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fails", "/fails-later" })
	void tellsTheExceptionThatNobodyAnswers(String path) throws Exception {
		assertThat(start(Ear.class).send("GET", path).statusCode()).isEqualTo(500);
		RequestFinished end = finished();
		assertThat(end.pattern()).isEqualTo(path);
		assertThat(end.status()).isEqualTo(500);
		assertThat(end.exception()).isEqualTo(IllegalStateException.class);
	}

	@Test
	void tellsNoExceptionThatAHandlerAnswers() throws Exception {
		assertThat(start(Ear.class).send("GET", "/answered").statusCode()).isEqualTo(409);
		assertThat(finished()).extracting(RequestFinished::status, RequestFinished::exception)
			.containsExactly(409, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/gone", "/annotated" })
	void tellsNoExceptionThatHasAStatus(String path) throws Exception {
		assertThat(start(Ear.class).send("GET", path).statusCode()).isEqualTo(410);
		RequestFinished end = finished();
		assertThat(end.pattern()).isEqualTo(path);
		assertThat(end.status()).isEqualTo(410);
		assertThat(end.exception()).isNull();
	}

	@Test
	void signalsWhatNoHandlerAnswers() throws Exception {
		assertThat(start(Ear.class).send("GET", "/nowhere/7").statusCode()).isEqualTo(404);
		RequestFinished end = finished();
		assertThat(end.status()).isEqualTo(404);
		assertThat(end.pattern()).isNotEqualTo("/nowhere/7").isNotEqualTo("/error");
		assertThat(end.exception()).isNull();
	}

	@Test
	void signalsWhatAFilterOfSecurityRefuses() throws Exception {
		assertThat(start(Ear.class).send("GET", "/refused").statusCode()).isEqualTo(401);
		assertThat(finished()).extracting(RequestFinished::status, RequestFinished::pattern).containsExactly(401, null);
		assertThat(started).hasSize(1);
	}

	// A receiver of the end can change nothing: neither an answer that is not sent yet,
	// nor
	// who else hears of it
	@Test
	void answersAlthoughAReceiverOfTheEndFails(CapturedOutput output) throws Exception {
		assertThat(start(FailingAtTheEnd.class).send("POST", "/orders/7").statusCode()).isEqualTo(202);
		await().atMost(Duration.ofSeconds(5)).until(() -> output.getOut().contains("the end fails"));
		assertThat(finished().status()).isEqualTo(202);
	}

	@Test
	void failsTheRequestIfAReceiverOfTheBeginningFails() throws Exception {
		assertThat(start(FailingAtTheBeginning.class).send("GET", "/orders/7").statusCode()).isEqualTo(500);
		assertThat(finished()).extracting(RequestFinished::status, RequestFinished::pattern).containsExactly(500, null);
	}

	@Test
	void isHeardByEventListenersToo() throws Exception {
		start(Listener.class).send("GET", "/orders/7");
		assertThat(finished().pattern()).isEqualTo("/orders/{id}");
	}

	@Test
	void isHeardOnAnotherThread() throws Exception {
		start(Asynchronous.class).send("GET", "/orders/7");
		assertThat(finished().status()).isEqualTo(200);
	}

	@Test
	void hasNoFilterIfNobodyHears(CapturedOutput output) {
		Web web = start(Deaf.class);
		assertThat(web.context().containsBean(this.filter)).isFalse();
		assertThat(output).doesNotContain("are never called");
	}

	@Test
	void hasNoFilterIfSignalsAreOff() {
		assertThat(start(Ear.class, "signals.enabled=false").context().containsBean(this.filter)).isFalse();
	}

	@Test
	void warnsOfReceiversThatAreConnectedLaterAndCannotHear(CapturedOutput output) throws Exception {
		Web web = start(null);
		assertThat(web.context().containsBean(this.filter)).isFalse();
		web.context()
			.getBean(Signals.class)
			.connect(ReceiverSpec.of(RequestFinished.class).uid("too.late"), finished::add);
		assertThat(output)
			.contains("Receivers [too.late] are never called: requests are only signalled in a web application in"
					+ " which a bean method has heard them at startup, or signals.requests.enabled is true.");
		web.send("GET", "/orders/7");
		assertThat(finished).isEmpty();
	}

	@Test
	void signalsToReceiversThatAreConnectedLaterIfAKeySaysSo(CapturedOutput output) throws Exception {
		Web web = start(null, "signals.requests.enabled=true");
		web.context().getBean(Signals.class).connect(ReceiverSpec.of(RequestFinished.class), finished::add);
		web.send("GET", "/orders/7");
		assertThat(finished().status()).isEqualTo(200);
		assertThat(output).doesNotContain("are never called");
	}

	@Test
	void signalsNothingIfAKeySaysSo(CapturedOutput output) {
		Web web = start(Ear.class, "signals.requests.enabled=false");
		assertThat(web.context().containsBean(this.filter)).isFalse();
		assertThat(output).contains("are never called: requests are only signalled");
	}

	static class Ear {

		@Receiver
		void on(RequestStarted signal) {
			started.add(signal);
		}

		@Receiver
		void on(RequestFinished signal) {
			finished.add(signal);
		}

	}

	static class FailingAtTheEnd extends Ear {

		@Receiver
		@Order(1)
		void fail(RequestFinished signal) {
			throw new IllegalStateException("the end fails");
		}

	}

	static class FailingAtTheBeginning extends Ear {

		@Receiver
		void fail(RequestStarted signal) throws IOException {
			throw new IOException("the beginning fails");
		}

	}

	static class Listener {

		@EventListener
		void on(RequestFinished signal) {
			finished.add(signal);
		}

	}

	static class Asynchronous {

		@Receiver(delivery = ASYNC)
		void on(RequestFinished signal) {
			finished.add(signal);
		}

	}

	static class Deaf {

	}

}
