package io.github.signals.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.github.signals.DurableCalls;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics.LastError;
import io.github.signals.actuate.CallStatistics.Statistic;

/**
 * The endpoint {@code signals}: who hears what, how often and how long each receiver was
 * called on this node since it started, and the durable calls of all nodes. It shows no
 * value of an entity.
 *
 * @since 0.1.0
 */
@Endpoint(id = "signals")
public class SignalsEndpoint {

	private final Signals signals;

	private final CallStatistics statistics;

	/**
	 * Create the endpoint.
	 * @param signals the receivers, and the durable calls
	 * @param statistics how often and how long receivers were called
	 */
	public SignalsEndpoint(Signals signals, CallStatistics statistics) {
		this.signals = signals;
		this.statistics = statistics;
	}

	/**
	 * Return all receivers by the names of their senders, in the order of the calls, and
	 * how many durable calls there are.
	 * @return the description
	 */
	@ReadOperation
	public SignalsDescriptor signals() {
		Map<String, List<ReceiverDescriptor>> senders = new LinkedHashMap<>();
		Wiring.of(this.signals.receivers())
			.senders()
			.forEach((sender, receivers) -> senders.put(sender.getName(),
					receivers.stream().map(this::describe).toList()));
		DurableCalls durable = this.signals.durable();
		return new SignalsDescriptor(senders,
				new DurableDescriptor(durable.waiting(), durable.oldestWaiting(), durable.parked()));
	}

	private ReceiverDescriptor describe(ReceiverInfo receiver) {
		Statistic statistic = this.statistics.of(receiver);
		return new ReceiverDescriptor(receiver.uid(), receiver.method(),
				receiver.signals().stream().map(Class::getSimpleName).toList(), receiver.delivery().name(),
				receiver.order(), receiver.enabled(), statistic.calls(), statistic.failures(), statistic.lastError(),
				milliseconds(statistic.mean()), milliseconds(statistic.longest()));
	}

	private static double milliseconds(Duration time) {
		return time.toNanos() / 1e6;
	}

	/**
	 * Explain what would run for a sender.
	 * @param sender the name of its class, with or without its package
	 * @return the receivers, from before a save to after a delete, or {@code null} if
	 * none names this sender
	 */
	@ReadOperation
	public @Nullable SenderDescriptor sender(@Selector String sender) {
		return Wiring.of(this.signals.receivers())
			.senders()
			.keySet()
			.stream()
			.filter((type) -> type.getName().equals(sender) || type.getSimpleName().equals(sender))
			.findFirst()
			.map((type) -> new SenderDescriptor(type.getName(),
					this.signals.explain(type).stream().map(ExplanationDescriptor::of).toList()))
			.orElse(null);
	}

	/**
	 * Decide what becomes of the parked calls of a receiver.
	 * @param uid the uid of the receiver
	 * @param operation what to do with them
	 * @return how many calls there were
	 */
	@WriteOperation
	public ParkedDescriptor parked(@Selector String uid, ParkedOperation operation) {
		DurableCalls durable = this.signals.durable();
		return new ParkedDescriptor(
				(operation == ParkedOperation.REPLAY) ? durable.replayAll(uid) : durable.discardAll(uid));
	}

	/**
	 * What can be done with parked calls.
	 */
	public enum ParkedOperation {

		/** Have them made again. */
		REPLAY,

		/** Delete them. */
		DISCARD

	}

	/**
	 * What there is.
	 *
	 * @param senders the receivers by the names of the classes that they hear of
	 * @param durable the durable calls
	 */
	public record SignalsDescriptor(Map<String, List<ReceiverDescriptor>> senders, DurableDescriptor durable) {

	}

	/**
	 * A receiver, and its calls on this node.
	 *
	 * @param uid the stable name
	 * @param method the method of the bean, or where the lambda was connected from
	 * @param signals the names of the signals that it hears
	 * @param delivery when and on which thread it runs
	 * @param order the smaller, the earlier
	 * @param enabled whether it runs at all
	 * @param calls how often it was called
	 * @param failures how often it has thrown
	 * @param lastError the last failure, or {@code null}
	 * @param meanMilliseconds how long a call takes
	 * @param maxMilliseconds how long the longest took
	 */
	public record ReceiverDescriptor(String uid, String method, List<String> signals, String delivery, int order,
			boolean enabled, long calls, long failures, @Nullable LastError lastError, double meanMilliseconds,
			double maxMilliseconds) {

	}

	/**
	 * The durable calls of all nodes.
	 *
	 * @param waiting how many are recorded and have not ended
	 * @param oldestWaiting when the oldest of them was recorded, or {@code null}
	 * @param parked how many wait for somebody to decide
	 */
	public record DurableDescriptor(long waiting, @Nullable Instant oldestWaiting, long parked) {

	}

	/**
	 * A sender, and what would run for it.
	 *
	 * @param sender the name of the class
	 * @param receivers its receivers, in the order of the signals and of the calls
	 */
	public record SenderDescriptor(String sender, List<ExplanationDescriptor> receivers) {

	}

	/**
	 * Whether a receiver would run.
	 *
	 * @param signal the name of the signal
	 * @param uid the receiver
	 * @param delivery when and on which thread it would run
	 * @param outcome whether it would run, or what keeps it from running
	 */
	public record ExplanationDescriptor(String signal, String uid, String delivery, String outcome) {

		static ExplanationDescriptor of(ReceiverExplanation explanation) {
			ReceiverInfo receiver = explanation.receiver();
			return new ExplanationDescriptor(explanation.signal().getSimpleName(), receiver.uid(),
					receiver.delivery().name(), explanation.outcome().name());
		}

	}

	/**
	 * What was done.
	 *
	 * @param calls how many parked calls are replayed or discarded
	 */
	public record ParkedDescriptor(int calls) {

	}

}
