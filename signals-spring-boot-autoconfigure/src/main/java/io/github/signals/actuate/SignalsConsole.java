package io.github.signals.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics.Statistic;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleReceiver;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleSender;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleWarning;
import io.github.signals.actuate.ConsoleDescriptor.HeardBy;
import io.github.signals.dispatch.StartupFindings;
import io.github.signals.dispatch.Words;

/**
 * Gathers what the console shows beside the last dispatches.
 *
 * @since 0.1.0
 */
public final class SignalsConsole {

	private final Signals signals;

	private final CallStatistics statistics;

	private final SeenChanges changes;

	private final Supplier<Set<Class<?>>> entities;

	private final StartupFindings findings;

	private final Settings settings;

	/**
	 * Create an instance.
	 * @param signals the receivers, and the durable calls
	 * @param statistics how often and for how long receivers have been called
	 * @param changes which entities receivers have been seen to change
	 * @param entities the classes that are stored, whether or not a receiver hears them
	 * @param findings what was found at startup
	 * @param settings what is configured
	 */
	public SignalsConsole(Signals signals, CallStatistics statistics, SeenChanges changes,
			Supplier<Set<Class<?>>> entities, StartupFindings findings, Settings settings) {
		this.signals = signals;
		this.statistics = statistics;
		this.changes = changes;
		this.entities = entities;
		this.findings = findings;
		this.settings = settings;
	}

	WiringText wiring() {
		return new WiringText(Wiring.resolved(this.signals.receivers(), this.entities.get()),
				(receiver) -> this.changes.of(receiver.uid()));
	}

	ConsoleDescriptor describe() {
		List<ReceiverInfo> receivers = this.signals.receivers();
		Set<Class<?>> stored = this.entities.get();
		List<ConsoleSender> senders = new ArrayList<>();
		Wiring.resolved(receivers, stored)
			.senders()
			.forEach((type, heardBy) -> senders.add(new ConsoleSender(type.getName(), stored.contains(type),
					heardBy.stream().map((receiver) -> heardBy(receiver, type)).toList())));
		return new ConsoleDescriptor(Instant.now(), this.settings.readOnly(), this.settings.traceSize(), senders,
				receivers.stream().map(this::describe).toList(), warnings(receivers),
				ConsoleQueues.of(this.signals, receivers));
	}

	private static HeardBy heardBy(ReceiverInfo receiver, Class<?> sender) {
		Class<?> heardAs = Wiring.heardAs(receiver, sender);
		return new HeardBy(receiver.uid(), receiver.signals().stream().map(Class::getSimpleName).toList(),
				(heardAs != null && heardAs != sender) ? heardAs.getName() : null);
	}

	private ConsoleReceiver describe(ReceiverInfo receiver) {
		Statistic statistic = this.statistics.of(receiver);
		return new ConsoleReceiver(receiver.uid(), receiver.method(), receiver.delivery().name(), receiver.order(),
				receiver.enabled(), receiver.conditions(), statistic.calls(), statistic.failures(),
				statistic.lastError(), milliseconds(statistic.mean()), milliseconds(statistic.longest()),
				this.changes.of(receiver.uid()).stream().sorted().toList());
	}

	private static double milliseconds(Duration time) {
		return time.toNanos() / 1e6;
	}

	private List<ConsoleWarning> warnings(List<ReceiverInfo> receivers) {
		List<ConsoleWarning> warnings = new ArrayList<>();
		this.findings.bulkQueries()
			.forEach((query) -> warnings.add(new ConsoleWarning("BULK_QUERY", query.sender().getName(), null,
					query.name() + " writes rows with a single statement, and receivers of rows do not hear it")));
		receivers.stream()
			.filter(this::isSlow)
			.forEach((receiver) -> warnings.add(new ConsoleWarning("SLOW", null, receiver.uid(),
					"A call took " + Words.time(this.statistics.of(receiver).longest())
							+ ", and the transaction of its caller waited for it")));
		return warnings;
	}

	private boolean isSlow(ReceiverInfo receiver) {
		Duration threshold = this.settings.slowReceiverThreshold();
		return receiver.delivery() == Delivery.IN_TRANSACTION && threshold.compareTo(Duration.ZERO) > 0
				&& this.statistics.of(receiver).longest().compareTo(threshold) >= 0;
	}

	/**
	 * What is configured.
	 *
	 * @param readOnly whether the endpoint only answers questions
	 * @param traceSize the maximum number of dispatches to remember
	 * @param slowReceiverThreshold how long a receiver may hold up a transaction before
	 * it is a warning; not positive for any time
	 */
	public record Settings(boolean readOnly, int traceSize, Duration slowReceiverThreshold) {

	}

}
