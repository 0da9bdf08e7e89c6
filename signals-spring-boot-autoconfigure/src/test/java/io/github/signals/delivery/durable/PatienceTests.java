package io.github.signals.delivery.durable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PatienceTests {

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void keepsAnAnswerThatTookLongAndAsksAgainWhenItIsAnotherOne() {
		Patience<Integer> patience = new Patience<>(this::slow);
		assertThat(patience.get()).isEqualTo(1);
		assertThat(patience.get()).isEqualTo(1);
		patience.forget();
		assertThat(patience.get()).isEqualTo(2);
	}

	@Test
	void doesNotKeepAFailure() {
		Patience<Integer> patience = new Patience<>(() -> {
			if (slow() == 1) {
				throw new IllegalArgumentException("first");
			}
			return 2;
		});
		assertThatIllegalStateException().isThrownBy(patience::get)
			.withRootCauseInstanceOf(IllegalArgumentException.class);
		assertThat(patience.get()).isEqualTo(2);
	}

	@Test
	void anAnswerThatNobodyWaitedForIsThereForTheNextOne() throws InterruptedException {
		CountDownLatch answers = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		Patience<Integer> patience = new Patience<>(() -> {
			await(answers);
			answered.countDown();
			return this.asked.incrementAndGet();
		});
		assertThatIllegalStateException().isThrownBy(patience::get).withMessageContaining("did not answer");
		answers.countDown();
		answered.await();
		Awaitility.await().untilAsserted(() -> assertThat(patience.get()).isEqualTo(1));
		assertThat(patience.get()).isEqualTo(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int slow() {
		long begun = System.nanoTime();
		Awaitility.await().until(() -> System.nanoTime() - begun > 2 * Patience.SHORT.toNanos());
		return this.asked.incrementAndGet();
	}

}
