package io.github.signals.delivery.durable;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillPaceTests {

	private final BackfillPace pace = new BackfillPace(4, 1000);

	private int fill(int waiting) {
		int room = this.pace.room(waiting);
		assertThat(this.pace.room(waiting + room)).isZero();
		return room;
	}

	@Test
	void letsMoreWaitWhileAllAreMadeInTheMeantime() {
		assertThat(fill(0)).isEqualTo(32);
		assertThat(fill(0)).isEqualTo(64);
		assertThat(fill(16)).isEqualTo(112);
		for (int i = 0; i < 10; i++) {
			fill(0);
		}
		assertThat(fill(0)).isEqualTo(1000);
	}

	@Test
	void letsFewerWaitWhileFewAreMadeInTheMeantime() {
		assertThat(fill(0)).isEqualTo(32);
		assertThat(fill(30)).isZero();
		assertThat(fill(6)).isEqualTo(10);
		assertThat(fill(14)).isZero();
		assertThat(fill(7)).isZero();
		for (int i = 0; i < 10; i++) {
			assertThat(fill(4)).isZero();
		}
		assertThat(fill(2)).isEqualTo(2);
	}

	@Test
	void leavesItWhereAboutHalfAreMade() {
		assertThat(fill(0)).isEqualTo(32);
		assertThat(fill(12)).isEqualTo(20);
		assertThat(fill(12)).isEqualTo(20);
	}

	@Test
	void doesNotTakeOtherCallsForItsOwn() {
		assertThat(fill(0)).isEqualTo(32);
		for (int i = 0; i < 5; i++) {
			assertThat(fill(500)).isZero();
		}
		assertThat(fill(10)).isEqualTo(22);
	}

	@Test
	void hasNoMoreWaitThanAllowedAtLeast() {
		BackfillPace strict = new BackfillPace(64, 20);
		assertThat(strict.room(0)).isEqualTo(20);
		assertThat(strict.room(20)).isZero();
		assertThat(strict.room(0)).isEqualTo(20);
	}

}
