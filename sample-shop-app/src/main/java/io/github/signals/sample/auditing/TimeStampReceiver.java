package io.github.signals.sample.auditing;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import io.github.signals.PreSaveReceiver;

import org.springframework.stereotype.Component;

/**
 * Sets the times of every {@link TimeStamped} entity before it is saved.
 */
@Component
class TimeStampReceiver {

	private final InstantSource clock;

	TimeStampReceiver() {
		this(InstantSource.system());
	}

	TimeStampReceiver(InstantSource clock) {
		this.clock = clock;
	}

	@PreSaveReceiver(dispatchUid = "set_time_stamps", imports = true)
	void touch(TimeStamped entity) {
		entity.touch(this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

}
