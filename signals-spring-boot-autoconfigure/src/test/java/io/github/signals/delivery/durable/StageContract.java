package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A durable call ends with the stage that its receiver returns.
 */
@Import(StageContract.Stages.class)
@TestPropertySource(properties = "signals.receivers.stage.durable.timeout=3s")
abstract class StageContract extends DurableTestBase {

	@Autowired
	private Stages stages;

	@BeforeEach
	void connect() {
		this.stages.clear();
	}

	private CompletableFuture<String> next() throws InterruptedException {
		CompletableFuture<String> begun = this.stages.begun.poll(20, TimeUnit.SECONDS);
		assertThat(begun).isNotNull();
		return begun;
	}

	private List<String> effects() {
		return this.jdbc.queryForList("select name from effects", String.class);
	}

	// S21: the record is there until the stage ends, and so is what the receiver has
	// written
	@Test
	void commitsWhenTheStageHasEnded() throws Exception {
		save("one");
		CompletableFuture<String> stage = next();
		await().during(Duration.ofMillis(300)).until(() -> records() == 1 && effects().isEmpty());
		stage.complete("done");
		awaitAllDone();
		assertThat(effects()).containsExactly("one");
	}

	@Test
	void rollsBackAndCallsAgainWhenTheStageFails(CapturedOutput output) throws Exception {
		save("one");
		next().completeExceptionally(new IllegalStateException("refused"));
		CompletableFuture<String> second = next();
		assertThat(effects()).isEmpty();
		second.complete("done");
		awaitAllDone();
		assertThat(effects()).containsExactly("one");
		assertThat(output).contains("IllegalStateException: refused", "attempt 1 of 3");
	}

	@Test
	void parksTheCallWithTheReasonWhyTheStageFails() throws Exception {
		save("one");
		for (int attempt = 1; attempt <= 3; attempt++) {
			next().completeExceptionally(new IllegalStateException("refused"));
		}
		awaitParked(1);
		assertThat(this.signals.durable().parked(0, 1).get(0).error())
			.isEqualTo("java.lang.IllegalStateException: refused");
	}

	@Test
	void cancelsAStageThatTakesTooLong(CapturedOutput output) throws Exception {
		save("one");
		CompletableFuture<String> never = next();
		await().until(never::isCancelled);
		next().complete("done");
		awaitAllDone();
		assertThat(effects()).containsExactly("one");
		assertThat(output).contains("LateReceiverException");
	}

	static class Stages {

		private final BlockingQueue<CompletableFuture<String>> begun = new LinkedBlockingQueue<>();

		private final JdbcTemplate jdbc;

		Stages(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		void clear() {
			this.begun.clear();
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "stage")
		CompletionStage<String> begin(Parcel parcel) {
			this.jdbc.update("insert into effects values (?)", parcel.name);
			CompletableFuture<String> stage = new CompletableFuture<>();
			this.begun.add(stage);
			return stage;
		}

	}

}
