package io.github.signals.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.github.signals.Backfill;
import io.github.signals.DeclaredConditions;
import io.github.signals.Delivery;
import io.github.signals.DurableCalls.Counts;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics.LastError;
import io.github.signals.actuate.CallStatistics.Statistic;

/**
 * The {@code signals} endpoint: which receiver hears what, how often and for how long
 * each receiver has been called on this node since it started, and the durable calls of
 * all nodes. It does not expose values of entities.
 *
 * @since 0.1.0
 */
@Endpoint(id = "signals")
public class SignalsEndpoint {

	private final Signals signals;

	private final CallStatistics statistics;

	private final Supplier<Set<Class<?>>> entities;

	/**
	 * Create the endpoint.
	 * @param signals the receivers, and the durable calls
	 * @param statistics how often and for how long receivers have been called
	 * @param entities the classes that are stored, whether or not a receiver hears them
	 */
	public SignalsEndpoint(Signals signals, CallStatistics statistics, Supplier<Set<Class<?>>> entities) {
		this.signals = signals;
		this.statistics = statistics;
		this.entities = entities;
	}

	/**
	 * Return all receivers by the names of their senders, in the order of the calls, and
	 * the number of durable calls.
	 * @return the description
	 */
	@ReadOperation(producesFrom = SignalsFormat.class)
	public SignalsDescriptor signals() {
		Map<String, List<ReceiverDescriptor>> senders = new LinkedHashMap<>();
		List<ReceiverInfo> all = this.signals.receivers();
		Wiring.of(all)
			.senders()
			.forEach((sender, receivers) -> senders.put(sender.getName(),
					receivers.stream().map(this::describe).toList()));
		return new SignalsDescriptor(senders, durable(all));
	}

	/**
	 * Ask the databases only if there can be something in them.
	 */
	private DurableDescriptor durable(List<ReceiverInfo> receivers) {
		if (receivers.stream().noneMatch((receiver) -> receiver.delivery() == Delivery.DURABLE)) {
			return new DurableDescriptor(0, null, 0);
		}
		Counts counts = this.signals.durable().counts();
		return new DurableDescriptor(counts.waiting(), counts.oldestWaiting(), counts.parked());
	}

	private ReceiverDescriptor describe(ReceiverInfo receiver) {
		Statistic statistic = this.statistics.of(receiver);
		return new ReceiverDescriptor(receiver.uid(), receiver.method(),
				receiver.signals().stream().map(Class::getSimpleName).toList(), receiver.delivery().name(),
				receiver.order(), receiver.enabled(), receiver.conditions(), statistic.calls(), statistic.failures(),
				statistic.lastError(), milliseconds(statistic.mean()), milliseconds(statistic.longest()));
	}

	private static double milliseconds(Duration time) {
		return time.toNanos() / 1e6;
	}

	/**
	 * Explain what would run for a sender.
	 * @param sender the name of its class, with or without its package
	 * @return the receivers, from before a save to after a delete, or {@code null} if no
	 * receiver names this sender and it is not stored
	 */
	@ReadOperation(produces = { MediaTypes.JSON, MediaTypes.HTML, MediaTypes.CSS, MediaTypes.JAVASCRIPT, MediaTypes.SVG,
			MediaTypes.MERMAID, MediaTypes.GRAPHVIZ })
	public @Nullable SenderDescriptor sender(@Selector String sender) {
		return find(sender, Class::getName).or(() -> find(sender, Class::getSimpleName))
			.map((type) -> new SenderDescriptor(type.getName(),
					this.signals.explain(type).stream().map(ExplanationDescriptor::of).toList()))
			.orElse(null);
	}

	private Optional<Class<?>> find(String sender, Function<Class<?>, String> name) {
		return Stream
			.concat(Wiring.of(this.signals.receivers()).senders().keySet().stream(), this.entities.get().stream())
			.filter((type) -> name.apply(type).equals(sender))
			.findFirst();
	}

	/**
	 * Switch a receiver on or off on this node until its next start, replay or discard
	 * its parked calls, or begin or stop a back-fill.
	 * @param receiver the uid of the receiver, or the identifier of one parked call
	 * @param operation what to do
	 * @param type the name of the class that the calls are about, or {@code null} for any
	 * @param before the time before which they were recorded, or {@code null} for any
	 * @return what was done
	 * @throws InvalidEndpointRequestException if there is no such receiver or call, or if
	 * it cannot be switched on or back-filled
	 */
	@WriteOperation
	public ChangeDescriptor change(@Selector String receiver, ReceiverOperation operation, @Nullable String type,
			@Nullable OffsetDateTime before) {
		return new ReceiverChange(this.signals, receiver, type, before).make(operation);
	}

	/**
	 * What can be done.
	 */
	public enum ReceiverOperation {

		/** Switch the receiver on. */
		ENABLE,

		/** Switch the receiver off. */
		DISABLE,

		/** Replay parked calls. */
		REPLAY,

		/** Delete parked calls. */
		DISCARD,

		/** Call the receiver for each row that is already there. */
		BACKFILL,

		/** Stop doing so. */
		STOP_BACKFILL

	}

	/**
	 * What there is.
	 *
	 * @param senders the receivers by the names of the classes that they hear
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
	 * @param order the order, where lower values are called earlier
	 * @param enabled whether it runs at all
	 * @param conditions the conditions under which it hears the signals, as they are
	 * declared
	 * @param calls how often it was called
	 * @param failures how often it failed
	 * @param lastError the last failure, or {@code null}
	 * @param meanMilliseconds how long a call takes on average
	 * @param maxMilliseconds how long the longest call took
	 */
	public record ReceiverDescriptor(String uid, String method, List<String> signals, String delivery, int order,
			boolean enabled, DeclaredConditions conditions, long calls, long failures, @Nullable LastError lastError,
			double meanMilliseconds, double maxMilliseconds) {

	}

	/**
	 * The durable calls of all nodes.
	 *
	 * @param waiting how many are recorded and not yet finished
	 * @param oldestWaiting when the oldest of these was recorded, or {@code null}
	 * @param parked how many must be replayed or discarded
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
	 * @param conditions what the outcome depends on, as it is declared
	 */
	public record ExplanationDescriptor(String signal, String uid, String delivery, String outcome,
			DeclaredConditions conditions) {

		static ExplanationDescriptor of(ReceiverExplanation explanation) {
			ReceiverInfo receiver = explanation.receiver();
			return new ExplanationDescriptor(explanation.signal().getSimpleName(), receiver.uid(),
					receiver.delivery().name(), explanation.outcome().name(), receiver.conditions());
		}

	}

	/**
	 * What was done.
	 *
	 * @param enabled whether the receiver is now on, or {@code null} if this was not
	 * requested
	 * @param calls how many parked calls were replayed or discarded, or {@code null}
	 * @param backfill the back-fill that was begun, joined or stopped, or {@code null}
	 */
	public record ChangeDescriptor(@Nullable Boolean enabled, @Nullable Integer calls, @Nullable Backfill backfill) {

	}

}
