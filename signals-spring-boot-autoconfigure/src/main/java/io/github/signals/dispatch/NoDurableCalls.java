package io.github.signals.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.signals.Backfills;
import io.github.signals.CallQuery;
import io.github.signals.DurableCalls;
import io.github.signals.ParkedCall;
import io.github.signals.WaitingCall;

/**
 * The durable calls of an application that cannot have any.
 *
 * @since 0.1.0
 */
public final class NoDurableCalls implements DurableCalls {

	/**
	 * Create an instance.
	 */
	public NoDurableCalls() {
	}

	@Override
	public long waiting() {
		return 0;
	}

	@Override
	public @Nullable Instant oldestWaiting() {
		return null;
	}

	@Override
	public long parked() {
		return 0;
	}

	@Override
	public List<ParkedCall> parked(int offset, int limit) {
		return List.of();
	}

	@Override
	public List<ParkedCall> parked(CallQuery query, int offset, int limit) {
		return List.of();
	}

	@Override
	public List<WaitingCall> waiting(CallQuery query, int offset, int limit) {
		return List.of();
	}

	@Override
	public boolean replay(UUID id) {
		return false;
	}

	@Override
	public int replayAll(String uid) {
		return 0;
	}

	@Override
	public int replay(CallQuery query) {
		return 0;
	}

	@Override
	public boolean discard(UUID id) {
		return false;
	}

	@Override
	public int discardAll(String uid) {
		return 0;
	}

	@Override
	public int discard(CallQuery query) {
		return 0;
	}

	@Override
	public Backfills backfills() {
		return NoBackfills.INSTANCE;
	}

}
