package io.github.signals.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RetainedTests {

	private static final int ENTITIES = 100_000;

	private final Retained bare = held(420, 600, 0);

	@Test
	void isWhatIsHeldBeyondABareRepository() {
		Retained beyond = held(478, 660, 0).plausible().beyond(this.bare.plausible());

		assertThat(beyond.saved()).isEqualTo(58L * ENTITIES);
		assertThat(beyond.flushed()).isEqualTo(60L * ENTITIES);
	}

	@Test
	void mayBeNothing() {
		assertThat(held(419, 600, 0).beyond(this.bare).flushed()).isZero();
	}

	@Test
	void isNeverLessThanNothing() {
		assertThatIllegalStateException().isThrownBy(() -> held(478, 526, 0).beyond(this.bare))
			.withMessageContaining("less than that of a bare repository");
		assertThatIllegalStateException().isThrownBy(() -> held(346, 660, 0).beyond(this.bare));
	}

	@Test
	void isNotMoreThanSignalsCanBe() {
		assertThatIllegalStateException().isThrownBy(() -> held(420, 10_000, 0).beyond(this.bare))
			.withMessageContaining("cannot be that of signals");
	}

	@Test
	void isNotWhatEntitiesCannotBe() {
		assertThatIllegalStateException().isThrownBy(() -> held(20, 600, 0).plausible())
			.withMessageContaining("cannot be that of the entities");
		assertThatIllegalStateException().isThrownBy(() -> held(420, 10_000, 0).plausible());
	}

	// A base line that was read too early is above what is left at the end.
	@Test
	void comesBackToWhereItBegan() {
		assertThatIllegalStateException().isThrownBy(() -> held(420, 600, -115).plausible())
			.withMessageContaining("does not come back");
		assertThatIllegalStateException().isThrownBy(() -> held(420, 600, 115).plausible());
	}

	private static Retained held(long saved, long flushed, long left) {
		return new Retained(ENTITIES, saved * ENTITIES, flushed * ENTITIES, left * ENTITIES);
	}

}
