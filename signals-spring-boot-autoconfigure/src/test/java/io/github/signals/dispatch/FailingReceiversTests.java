package io.github.signals.dispatch;

import java.io.IOException;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.Test;

import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.testing.Calls;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what becomes of what receivers throw while they are sent a signal.
 */
class FailingReceiversTests {

	private final Signals signals = new SignalsFixture().signals;

	private final Calls calls = new Calls();

	@Test
	void callerSeesTheFailureAndLaterReceiversAreNotCalled() { // S20
		connect("before");
		IOException cause = new IOException("disk full");
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("failing"), (paid) -> {
			throw cause;
		});
		connect("after");
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.signals.send(new Paid("4111")))
			.withMessageContainingAll("'failing'", "Paid", String.class.getName())
			.withMessageNotContaining("4111")
			.satisfies((ex) -> assertThat(ex.failure().receiver().uid()).isEqualTo("failing"))
			.havingCause()
			.isSameAs(cause);
		assertThat(this.calls.all()).containsExactly("before");
	}

	@Test
	void robustSendCallsEveryReceiverAndPairsTheFailure() { // Behaviours 13, 16
		IOException cause = new IOException("disk full");
		connect("before");
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("failing"), (paid) -> {
			throw cause;
		});
		connect("after");
		List<Response> responses = this.signals.sendRobust(new Paid("4111"));
		assertThat(responses).extracting((response) -> response.receiver().uid())
			.containsExactly("before", "failing", "after");
		assertThat(responses).extracting(Response::error).containsExactly(null, cause, null);
		assertThat(cause.getStackTrace()).isNotEmpty();
		assertThat(this.calls.all()).containsExactly("before", "after");
	}

	@Test
	void robustSendLogsTheFailureOnceNamingTheReceiver() { // S20, Behaviours 16, 82
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("failing"), (paid) -> {
			throw new IOException("disk full");
		});
		try (LoggedEvents logged = new LoggedEvents()) {
			this.signals.sendRobust(new Paid("4111"));
			assertThat(logged.all()).hasSize(1);
			ILoggingEvent event = logged.errors().get(0);
			assertThat(event.getFormattedMessage()).contains("'failing'", "Paid", String.class.getName())
				.doesNotContain("4111");
			assertThat(event.getThrowableProxy().getMessage()).isEqualTo("disk full");
		}
	}

	@Test
	void anErrorPassesAsItIsAndNamesItsReceiver() { // S20
		Error error = new AssertionError("4111");
		this.signals.connect(ReceiverSpec.of(Shipped.class).uid("inner"), (shipped) -> {
			throw error;
		});
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("outer"),
				(paid) -> this.signals.send(new Shipped(paid.instance())));
		connect("after");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.signals.send(new Paid("order")))
			.isSameAs(error);
		assertThat(error.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(ReceiverException.class,
					(named) -> assertThat(named.failure().cause()).isSameAs(error))
			.satisfies((named) -> assertThat(named).hasNoCause())
			.extracting(Throwable::getMessage)
			.asString()
			.contains("'inner'", "Shipped", String.class.getName())
			.doesNotContain("4111");
		assertThat(this.calls.all()).isEmpty();
	}

	@Test
	void robustSendPairsAnErrorAsWell() { // Behaviours 13, 146
		Error error = new StackOverflowError();
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("failing"), (paid) -> {
			throw error;
		});
		connect("after");
		try (LoggedEvents logged = new LoggedEvents()) {
			assertThat(this.signals.sendRobust(new Paid("4111"))).extracting((response) -> (Object) response.error())
				.containsExactly(error, null);
			assertThat(logged.errors()).singleElement()
				.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("'failing'"));
		}
		assertThat(this.calls.all()).containsExactly("after");
	}

	@Test
	void fatalErrorsAreNeverCaught() { // Behaviours 146
		this.signals.connect(ReceiverSpec.of(Paid.class), (paid) -> {
			throw new OutOfMemoryError("simulated");
		});
		this.signals.connect(ReceiverSpec.of(Shipped.class), (shipped) -> {
			throw new InternalError("simulated");
		});
		connect("after");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.signals.sendRobust(new Paid("order")));
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.signals.sendRobust(new Shipped("order")));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.signals.send(new Paid("order")));
		assertThat(this.calls.all()).isEmpty();
	}

	@Test
	void failureOfANestedReceiverKeepsItsName() { // S17, S20
		this.signals.connect(ReceiverSpec.of(Shipped.class).uid("inner"), (shipped) -> {
			throw new IllegalStateException("no truck");
		});
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("outer"),
				(paid) -> this.signals.send(new Shipped(paid.instance())));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.signals.send(new Paid("order")))
			.withMessageContaining("'inner'")
			.havingCause()
			.withMessage("no truck")
			.withNoCause();
	}

	@Test
	void afterAFailureTheThreadIsClean() { // S17
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("failing"), (paid) -> {
			this.calls.add("called");
			throw new IllegalStateException("no");
		});
		Paid paid = new Paid("order");
		this.signals.sendRobust(paid);
		this.signals.sendRobust(paid);
		assertThat(this.calls.all()).containsExactly("called", "called");
		assertThat(DispatchScope.current().running()).isNull();
	}

	private void connect(String uid) {
		this.signals.connect(ReceiverSpec.of(Paid.class).uid(uid), (paid) -> this.calls.add(uid));
	}

	record Paid(String instance) implements Signal<String> {

	}

	record Shipped(String instance) implements Signal<String> {

	}

}
