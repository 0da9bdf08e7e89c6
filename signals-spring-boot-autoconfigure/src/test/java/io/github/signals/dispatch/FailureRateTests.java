package io.github.signals.dispatch;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailureRate}.
 */
class FailureRateTests {

	private final LoggedEvents log = new LoggedEvents();

	private long now;

	private final ReceiverErrorHandler handler = new FailureRate(2, () -> this.now).count((failure) -> {
	});

	@AfterEach
	void close() {
		this.log.close();
	}

	private List<String> warnings() {
		return this.log.messages().stream().filter((message) -> message.contains("failure-rate-threshold")).toList();
	}

	private void fail(int seconds, int times) {
		this.now += TimeUnit.SECONDS.toNanos(seconds);
		ReceiverInfo receiver = new ReceiverInfo("mail", "Mail.send(Paid)", List.of(Paid.class), List.of(String.class),
				Delivery.AFTER_COMMIT, 0, true);
		for (int i = 0; i < times; i++) {
			this.handler
				.handle(new ReceiverFailure(receiver, Paid.class, String.class, new IllegalStateException("secret")));
		}
	}

	@Test
	void namesAReceiverThatFailsMoreOftenThanItMay() { // S20
		fail(0, 2);
		assertThat(warnings()).isEmpty();
		fail(3, 1);
		assertThat(warnings()).containsExactly("Receiver 'mail' (Mail.send(Paid)) has failed 3 times in 3 s, more often"
				+ " than signals.failure-rate-threshold allows (2 a minute); most recently on Paid of java.lang.String with"
				+ " java.lang.IllegalStateException");
	}

	@Test
	void namesItOnceAMinuteWithWhatHasFailedSince() {
		fail(0, 10);
		fail(50, 10);
		fail(9, 10);
		assertThat(warnings()).hasSize(1);
		fail(1, 3);
		assertThat(warnings()).hasSize(2).last().asString().contains("failed 30 times in 60 s");
	}

	@Test
	void forgetsWhatFailsNowAndThen() {
		for (int i = 0; i < 10; i++) {
			fail(60, 2);
		}
		assertThat(warnings()).isEmpty();
		fail(60, 3);
		assertThat(warnings()).hasSize(1).first().asString().contains("failed 3 times in 0 s");
	}

	@Test
	void isAboutWhatNoCallerSees() { // S20
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withBean(Failing.class)
			.withPropertyValues("signals.failure-rate-threshold=2")
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				for (int i = 0; i < 3; i++) {
					signals.send(new Paid("secret"));
					assertThatExceptionOfType(ReceiverException.class)
						.isThrownBy(() -> signals.send(new Refused("no")));
				}
				assertThat(warnings()).hasSize(2)
					.allSatisfy((warning) -> assertThat(warning).contains("failed 3 times").doesNotContain("secret"))
					.anySatisfy((warning) -> assertThat(warning).contains("'mail'", "Failing.mail(Paid)"))
					.anySatisfy((warning) -> assertThat(warning).contains("'handled'"));
			});
	}

	record Paid(String instance) implements Signal<String> {

	}

	record Refused(String instance) implements Signal<String> {

	}

	static class Failing {

		@Receiver(dispatchUid = "mail", delivery = Delivery.AFTER_COMMIT)
		void mail(Paid paid) {
			throw new IllegalStateException(paid.instance());
		}

		@Receiver(dispatchUid = "handled", delivery = Delivery.AFTER_COMMIT, onError = Quiet.class)
		void handled(Paid paid) {
			throw new IllegalStateException(paid.instance());
		}

		@Receiver(dispatchUid = "refuse")
		void refuse(Refused refused) {
			throw new IllegalStateException("no");
		}

	}

	static class Quiet implements ReceiverErrorHandler {

		@Override
		public void handle(ReceiverFailure failure) {
		}

	}

}
