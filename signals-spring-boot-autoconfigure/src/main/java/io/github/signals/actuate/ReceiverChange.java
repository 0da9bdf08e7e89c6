package io.github.signals.actuate;

import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.github.signals.Backfills;
import io.github.signals.DurableCalls;
import io.github.signals.Signals;
import io.github.signals.actuate.SignalsEndpoint.ChangeDescriptor;
import io.github.signals.actuate.SignalsEndpoint.ReceiverOperation;

/**
 * A requested change.
 *
 * @param signals makes the change
 * @param target the uid of a receiver, or the identifier of a parked call
 * @param type the name of the class that the receiver's parked calls are about, or
 * {@code null} for any
 * @param before the time before which they were recorded, or {@code null} for any
 */
record ReceiverChange(Signals signals, String target, @Nullable String type, @Nullable OffsetDateTime before) {

	ChangeDescriptor make(ReceiverOperation operation) {
		return switch (operation) {
			case ENABLE -> enable(true);
			case DISABLE -> enable(false);
			case REPLAY -> decide(true);
			case DISCARD -> decide(false);
			case BACKFILL -> backfill();
			case STOP_BACKFILL -> stopBackfill();
		};
	}

	private ChangeDescriptor enable(boolean enabled) {
		try {
			if (enabled ? this.signals.enable(this.target) : this.signals.disable(this.target)) {
				return new ChangeDescriptor(enabled, null, null);
			}
		}
		catch (IllegalStateException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
		throw invalid("There is no receiver '" + this.target + "'");
	}

	private ChangeDescriptor decide(boolean replay) {
		int calls = decideAll(replay);
		if (calls > 0 || isReceiver()) {
			return new ChangeDescriptor(null, calls, null);
		}
		if (this.type == null && this.before == null && decideOne(replay)) {
			return new ChangeDescriptor(null, 1, null);
		}
		throw invalid("There is no receiver '" + this.target + "' and no parked call with this identifier");
	}

	private int decideAll(boolean replay) {
		DurableCalls durable = this.signals.durable();
		CallLookup calls = new CallLookup(this.target, this.type, null, this.before, null);
		return replay ? calls.replay(durable) : calls.discard(durable);
	}

	private boolean decideOne(boolean replay) {
		UUID id = id();
		DurableCalls durable = this.signals.durable();
		return id != null && (replay ? durable.replay(id) : durable.discard(id));
	}

	private ChangeDescriptor backfill() {
		if (!isReceiver()) {
			throw invalid("There is no receiver '" + this.target + "'");
		}
		try {
			return new ChangeDescriptor(null, null, this.signals.backfill(this.target));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
	}

	private ChangeDescriptor stopBackfill() {
		Backfills backfills = this.signals.durable().backfills();
		if (backfills.stop(this.target)) {
			return new ChangeDescriptor(null, null, backfills.find(this.target));
		}
		throw invalid(isReceiver() ? "No back-fill of receiver '" + this.target + "' is running"
				: "There is no receiver '" + this.target + "'");
	}

	private @Nullable UUID id() {
		try {
			return UUID.fromString(this.target);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private boolean isReceiver() {
		return this.signals.receivers().stream().anyMatch((receiver) -> receiver.uid().equals(this.target));
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

}
