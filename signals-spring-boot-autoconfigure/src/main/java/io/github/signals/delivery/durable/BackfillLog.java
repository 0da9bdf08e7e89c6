package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Backfill;
import io.github.signals.dispatch.Words;

/**
 * Tells of back-fills when they begin, now and then, and when they end.
 */
final class BackfillLog {

	private static final Logger logger = LoggerFactory.getLogger(BackfillLog.class);

	private static final long BETWEEN_REPORTS = TimeUnit.SECONDS.toNanos(30);

	private final Map<String, Long> reported = new ConcurrentHashMap<>();

	void begun(String uid, BackfillState state) {
		this.reported.put(uid, System.nanoTime());
		logger.info("The back-fill of receiver '{}' has begun, with about {}", uid, Words.count(state.total(), "row"));
	}

	/**
	 * Tell how far it is, if that was not told in the last half a minute.
	 */
	void read(String uid, BackfillState state) {
		Long last = this.reported.putIfAbsent(uid, System.nanoTime());
		if (last != null && System.nanoTime() - last > BETWEEN_REPORTS) {
			this.reported.put(uid, System.nanoTime());
			Backfill backfill = state.describe(uid, System.currentTimeMillis());
			logger.info("The back-fill of receiver '{}' has read {} of about {}, {} a second", uid, backfill.rows(),
					Words.count(state.total(), "row"), Math.round(backfill.rowsPerSecond()));
		}
	}

	void ended(String uid, BackfillState state) {
		this.reported.remove(uid);
		logger.info("The back-fill of receiver '{}' is {}: it has read {} and recorded {} in {}", uid,
				state.state().name().toLowerCase(Locale.ROOT), Words.count(state.rows(), "row"),
				Words.count(state.calls(), "call"), Words.time(Duration.ofMillis(state.ended() - state.started())));
	}

}
