package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The last dispatches on this node.
 *
 * @param size the maximum number of dispatches to remember; {@code 0} for none
 * @param dispatches the remembered dispatches, from the newest to the oldest
 * @since 0.1.0
 * @see DispatchTrace
 */
public record TraceDescriptor(int size, List<DispatchDescriptor> dispatches) {

	static TraceDescriptor of(DispatchTrace trace) {
		return new TraceDescriptor(trace.size(), trace.entries().stream().map(DispatchDescriptor::of).toList());
	}

	/**
	 * A signal, and the receivers that were called for it and have ended.
	 *
	 * @param time when the first of them was called
	 * @param signal the name of the signal
	 * @param sender the name of the entity class
	 * @param identifier the identifier of the entity, or {@code null} if it had none yet
	 * @param origin where the change came from
	 * @param causedBy the uid of the receiver that made the change, or {@code null}
	 * @param outcome {@code SUCCESS}, or {@code FAILURE} if one of the receivers has
	 * failed
	 * @param milliseconds how long the receivers took in total
	 * @param receivers their calls, in the order in which they ended
	 */
	public record DispatchDescriptor(Instant time, String signal, String sender, @Nullable String identifier,
			String origin, @Nullable String causedBy, String outcome, double milliseconds,
			List<CallDescriptor> receivers) {

		static DispatchDescriptor of(TraceEntry entry) {
			List<TraceEntry.Call> calls = entry.calls();
			boolean failed = calls.stream().anyMatch((call) -> call.error() != null);
			return new DispatchDescriptor(entry.time(), entry.signal(), entry.sender(), entry.identifier(),
					entry.origin(), entry.causedBy(), failed ? "FAILURE" : "SUCCESS",
					calls.stream().mapToLong(TraceEntry.Call::nanos).sum() / 1e6,
					calls.stream().map(CallDescriptor::of).toList());
		}

	}

	/**
	 * The call of a receiver.
	 *
	 * @param uid the receiver
	 * @param delivery when and on which thread it ran
	 * @param milliseconds how long it took
	 * @param error the class of what it threw, or {@code null}
	 */
	public record CallDescriptor(String uid, String delivery, double milliseconds, @Nullable String error) {

		static CallDescriptor of(TraceEntry.Call call) {
			return new CallDescriptor(call.uid(), call.delivery(), call.nanos() / 1e6, call.error());
		}

	}

}
