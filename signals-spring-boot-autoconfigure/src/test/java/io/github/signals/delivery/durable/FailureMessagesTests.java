package io.github.signals.delivery.durable;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.test.context.TestPropertySource;

import io.github.signals.actuate.ParkedCallsDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an exception says may be data, and is neither stored nor logged unless somebody
 * wants it.
 */
@DurableTest
@TestPropertySource(
		properties = { "signals.durable.store-messages=false", "spring.datasource.url=jdbc:h2:mem:failure-messages" })
class FailureMessagesTests extends DurableTestBase {

	// S20
	@Test
	void keepsWhatAnExceptionSaysToItself(CapturedOutput output) {
		this.script.on("created", (call) -> {
			throw new IllegalStateException("secret of " + call.parcel().name,
					new IllegalArgumentException("secret cause"));
		});
		save("one");
		awaitParked(1);
		String stored = this.jdbc.queryForObject("select error from signals_outbox", String.class);
		assertThat(stored).isEqualTo("java.lang.IllegalStateException, caused by java.lang.IllegalArgumentException");
		assertThat(this.signals.durable().parked(0, 1).get(0).error()).isEqualTo(stored);
		assertThat(ParkedCallsDescriptor.of(this.signals.durable()).calls().toString()).doesNotContain("secret");
		assertThat(output).contains("attempt 1 of 3", "is parked", "java.lang.IllegalStateException")
			.contains("at " + getClass().getName())
			.doesNotContain("secret");
	}

	// S20
	@Test
	void keepsTheValuesOfABrokenConstraintToItself(CapturedOutput output) {
		this.script.on("created",
				(call) -> this.jdbc.update("insert into effects (name) values (?)", "secret".repeat(100)));
		save("one");
		awaitParked(1);
		assertThat(this.signals.durable().parked(0, 1).get(0).error())
			.startsWith(DataIntegrityViolationException.class.getName());
		assertThat(output).contains("is parked").doesNotContain("secret");
	}

	@Test
	void saysWhatItKnowsItself() {
		this.script.on("status.changed", (call) -> await(new CountDownLatch(1)));
		Parcel parcel = save("one");
		awaitAllDone();
		update(parcel, (found) -> found.status = Parcel.Status.SENT);
		awaitParked(1);
		assertThat(this.signals.durable().parked(0, 1).get(0).error()).contains("took longer than 300 ms");
	}

}
