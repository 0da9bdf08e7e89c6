package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.signals.CallQuery;
import io.github.signals.DurableCalls;
import io.github.signals.WaitingCall;
import io.github.signals.actuate.ParkedCallsDescriptor.ParkedCallDescriptor;

/**
 * The durable calls that have not ended and are not parked.
 *
 * @param waiting how many there are
 * @param calls a page of those that were asked for, in the order in which they were
 * recorded
 * @since 0.1.0
 */
public record WaitingCallsDescriptor(long waiting, List<WaitingCallDescriptor> calls) {

	/**
	 * Read calls.
	 * @param durable the calls of all nodes
	 * @param query which calls
	 * @param offset how many to skip
	 * @return the description
	 */
	public static WaitingCallsDescriptor of(DurableCalls durable, CallQuery query, int offset) {
		return new WaitingCallsDescriptor(durable.counts().waiting(),
				durable.waiting(query, offset, ParkedCallsDescriptor.MOST)
					.stream()
					.map(WaitingCallDescriptor::of)
					.toList());
	}

	/**
	 * A call that waits for its turn or for its next attempt, or is running now.
	 *
	 * @param id the identifier of the call
	 * @param uid the uid of the receiver
	 * @param sender the name of the entity class, or of the class of the application's
	 * own signal
	 * @param entity the identifier of the entity, as JSON; {@code null} if it has none
	 * @param operation what was done
	 * @param attempts how often the receiver was called
	 * @param error the class of its most recent exception, without its message, which may
	 * contain data
	 * @param recorded when the call was recorded
	 * @param due when the call is due, or {@code null} if it only waits for its turn
	 */
	public record WaitingCallDescriptor(UUID id, String uid, String sender, @Nullable String entity, String operation,
			int attempts, @Nullable String error, Instant recorded, @Nullable Instant due) {

		static WaitingCallDescriptor of(WaitingCall call) {
			return new WaitingCallDescriptor(call.id(), call.uid(), call.sender(), call.entity(), call.operation(),
					call.attempts(), ParkedCallDescriptor.type(call.error()), call.recorded(), call.due());
		}

	}

}
