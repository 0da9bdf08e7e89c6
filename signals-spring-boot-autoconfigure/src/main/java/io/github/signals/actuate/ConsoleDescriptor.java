package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.signals.DeclaredConditions;
import io.github.signals.actuate.CallStatistics.LastError;

/**
 * What the console shows beside the last dispatches. Contains names, and neither values
 * nor identifiers of entities.
 *
 * @param time the time on this node
 * @param readOnly whether the endpoint only answers questions, so that nothing can be
 * changed by it
 * @param traceSize the maximum number of dispatches to remember; {@code 0} for none
 * @param senders each stored class, and each other class that is heard, by their simple
 * names
 * @param receivers all receivers, in the order of the calls
 * @param warnings what deserves attention
 * @param durable the durable calls of all nodes, or {@code null} if no receiver is
 * durable
 * @since 0.1.0
 */
@JsonInclude
public record ConsoleDescriptor(Instant time, boolean readOnly, int traceSize, List<ConsoleSender> senders,
		List<ConsoleReceiver> receivers, List<ConsoleWarning> warnings,
		@Nullable ConsoleDurable durable) implements OperationResponseBody {

	/**
	 * A class, and who hears it.
	 *
	 * @param name the name of the class
	 * @param entity whether it is stored
	 * @param receivers its receivers, in the order of the calls
	 */
	@JsonInclude
	public record ConsoleSender(String name, boolean entity, List<HeardBy> receivers) {

	}

	/**
	 * A receiver that hears a class.
	 *
	 * @param uid the receiver
	 * @param signals the names of the signals that it hears
	 * @param inheritedFrom the name of the supertype or interface that it names instead
	 * of the class, or {@code null} if it names the class
	 */
	@JsonInclude
	public record HeardBy(String uid, List<String> signals, @Nullable String inheritedFrom) {

	}

	/**
	 * A receiver, and its calls on this node.
	 *
	 * @param uid the stable name
	 * @param method the method of the bean, or where the lambda was connected from
	 * @param delivery when and on which thread it runs
	 * @param order the order, where lower values are called earlier
	 * @param enabled whether it runs at all
	 * @param conditions the conditions under which it hears the signals, as they are
	 * declared
	 * @param calls how often it was called
	 * @param failures how often it failed
	 * @param lastError the last failure, or {@code null}
	 * @param meanMilliseconds how long a call takes on average
	 * @param maxMilliseconds how long the longest call took
	 * @param saves the names of the classes that it has been seen to save or delete, if
	 * somebody hears them; empty without a trace
	 */
	@JsonInclude
	public record ConsoleReceiver(String uid, String method, String delivery, int order, boolean enabled,
			DeclaredConditions conditions, long calls, long failures, @Nullable LastError lastError,
			double meanMilliseconds, double maxMilliseconds, List<String> saves) {

	}

	/**
	 * Something that deserves attention.
	 *
	 * @param kind {@code SLOW} for a receiver that has held up a transaction, or
	 * {@code BULK_QUERY} for a query that receivers of rows do not hear of
	 * @param sender the name of the class that it is about, or {@code null}
	 * @param uid the receiver that it is about, or {@code null}
	 * @param text what it is, in a sentence
	 */
	@JsonInclude
	public record ConsoleWarning(String kind, @Nullable String sender, @Nullable String uid, String text) {

	}

	/**
	 * The durable calls of all nodes.
	 *
	 * @param problem why nothing is known of them, as when the database does not answer,
	 * or {@code null}
	 * @param waiting how many are recorded and not yet finished
	 * @param oldest when the oldest of these was recorded, or {@code null}
	 * @param parked how many must be replayed or discarded
	 * @param receivers the durable receivers, and others that calls are recorded for
	 */
	@JsonInclude
	public record ConsoleDurable(@Nullable String problem, long waiting, @Nullable Instant oldest, long parked,
			List<ConsoleQueue> receivers) {

	}

	/**
	 * The durable calls of one receiver.
	 *
	 * @param uid the receiver
	 * @param waiting how many are recorded and not yet finished
	 * @param retrying how many of these have failed before
	 * @param oldest when the oldest of these was recorded, or {@code null}
	 * @param parked how many must be replayed or discarded
	 * @param partitions the parts that nodes work on one at a time, of which those are
	 * named that have calls or are worked on
	 */
	@JsonInclude
	public record ConsoleQueue(String uid, long waiting, long retrying, @Nullable Instant oldest, long parked,
			List<ConsolePartition> partitions) {

	}

	/**
	 * A part of the durable calls of a receiver.
	 *
	 * @param number the number of the partition
	 * @param waiting how many calls are recorded and not yet finished
	 * @param parked how many calls must be replayed or discarded
	 * @param node the name of the node that works on it now, or {@code null}
	 */
	@JsonInclude
	public record ConsolePartition(int number, long waiting, long parked, @Nullable String node) {

	}

}
