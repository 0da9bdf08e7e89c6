package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.signals.DurableCalls;
import io.github.signals.ParkedCall;

/**
 * The durable calls that must be replayed or discarded.
 *
 * @param parked how many there are
 * @param calls the first of them, in the order in which they were recorded
 * @since 0.1.0
 */
public record ParkedCallsDescriptor(long parked, List<ParkedCallDescriptor> calls) {

	private static final int MOST = 100;

	/**
	 * Read the calls.
	 * @param durable the calls of all nodes
	 * @return the description
	 */
	public static ParkedCallsDescriptor of(DurableCalls durable) {
		return new ParkedCallsDescriptor(durable.counts().parked(),
				durable.parked(0, MOST).stream().map(ParkedCallDescriptor::of).toList());
	}

	/**
	 * A parked call.
	 *
	 * @param id the identifier of the call
	 * @param uid the uid of the receiver
	 * @param sender the name of the entity class
	 * @param entity the identifier of the entity, as JSON; {@code null} if it has none
	 * @param attempts how often the receiver was called
	 * @param error the class of its most recent exception, without its message, which may
	 * contain data
	 * @param since when the call was recorded
	 */
	public record ParkedCallDescriptor(UUID id, String uid, String sender, @Nullable String entity, int attempts,
			@Nullable String error, Instant since) {

		private static final Pattern TYPE = Pattern.compile("([\\w.$]+)(:.*)?", Pattern.DOTALL);

		static ParkedCallDescriptor of(ParkedCall call) {
			Matcher type = TYPE.matcher(call.error());
			return new ParkedCallDescriptor(call.id(), call.uid(), call.sender(), call.entity(), call.attempts(),
					type.matches() ? type.group(1) : null, call.since());
		}

	}

}
