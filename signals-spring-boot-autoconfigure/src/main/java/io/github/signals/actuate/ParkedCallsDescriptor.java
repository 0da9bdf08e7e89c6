package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.signals.CallQuery;
import io.github.signals.DurableCalls;
import io.github.signals.ParkedCall;

/**
 * The durable calls that must be replayed or discarded.
 *
 * @param parked how many there are
 * @param calls a page of those that were asked for, in the order in which they were
 * recorded
 * @since 0.1.0
 */
public record ParkedCallsDescriptor(long parked, List<ParkedCallDescriptor> calls) {

	/** How many calls a page has. */
	static final int MOST = 100;

	/**
	 * Read the first calls.
	 * @param durable the calls of all nodes
	 * @return the description
	 */
	public static ParkedCallsDescriptor of(DurableCalls durable) {
		return of(durable, CallQuery.all(), 0);
	}

	/**
	 * Read calls.
	 * @param durable the calls of all nodes
	 * @param query which calls
	 * @param offset how many to skip
	 * @return the description
	 */
	public static ParkedCallsDescriptor of(DurableCalls durable, CallQuery query, int offset) {
		return new ParkedCallsDescriptor(durable.counts().parked(),
				durable.parked(query, offset, MOST).stream().map(ParkedCallDescriptor::of).toList());
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
			return new ParkedCallDescriptor(call.id(), call.uid(), call.sender(), call.entity(), call.attempts(),
					type(call.error()), call.since());
		}

		/**
		 * Return the class of an exception, without its message.
		 */
		static @Nullable String type(@Nullable String error) {
			Matcher type = TYPE.matcher((error != null) ? error : "");
			return type.matches() ? type.group(1) : null;
		}

	}

}
