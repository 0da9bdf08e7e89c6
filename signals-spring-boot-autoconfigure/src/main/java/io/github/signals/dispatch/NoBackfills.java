package io.github.signals.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.Backfill;
import io.github.signals.Backfills;

/**
 * The back-fills of an application that cannot have any.
 */
final class NoBackfills implements Backfills {

	static final NoBackfills INSTANCE = new NoBackfills();

	private NoBackfills() {
	}

	@Override
	public Backfill start(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		throw new IllegalArgumentException(
				"Receiver '" + uid + "' cannot be called for the rows that are already there:"
						+ " this application cannot have DURABLE receivers. Add signals-durable-spring-boot-starter.");
	}

	@Override
	public boolean stop(String uid) {
		return false;
	}

	@Override
	public @Nullable Backfill find(String uid) {
		return null;
	}

	@Override
	public List<Backfill> all() {
		return List.of();
	}

}
