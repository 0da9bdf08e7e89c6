package io.github.signals.delivery.durable;

import org.junit.jupiter.api.Test;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillStateTests {

	@Test
	void isReadAsItWasWritten() {
		BackfillState begun = BackfillState.begun(1000);
		BackfillState entered = begun.counted(500).enter("com.example.Order", "\"z\u00fcrich\"");
		BackfillState read = entered.read(7, 5, "[\"a\", 1]");
		for (BackfillState state : new BackfillState[] { begun, entered, read, read.leave(),
				read.end(State.STOPPED, 3000) }) {
			assertThat(BackfillState.read(state.write())).isEqualTo(state);
		}
	}

	@Test
	void tellsHowFarItIs() {
		BackfillState state = BackfillState.begun(1000).counted(500).enter("com.example.Order", "9").read(100, 80, "5");
		Backfill running = state.describe("index", 3000);
		assertThat(running.rows()).isEqualTo(100);
		assertThat(running.calls()).isEqualTo(80);
		assertThat(running.total()).isEqualTo(500);
		assertThat(running.rowsPerSecond()).isEqualTo(50);
		assertThat(running.endedAt()).isNull();
		Backfill ended = state.end(State.DONE, 2000).describe("index", 9000);
		assertThat(ended.rowsPerSecond()).isEqualTo(100);
		assertThat(ended.endedAt()).hasToString("1970-01-01T00:00:02Z");
		assertThat(BackfillState.begun(1000).describe("index", 1000).total()).isNull();
	}

}
