package io.github.signals.autoconfigure.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

import io.github.signals.autoconfigure.SignalsDurableProperties;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.autoconfigure.SignalsReceiverProperties;
import io.github.signals.delivery.durable.DurableSettings;
import io.github.signals.delivery.durable.DurableSettings.Chunks;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.delivery.durable.Postponed;

/**
 * The settings of durable receivers: those configured for one receiver, or else those
 * that apply to all. A uid with dots is found with and without brackets around it, and a
 * renamed receiver is found by its current uid.
 */
final class DurableReceiverSettings implements Function<String, Retries> {

	private final SignalsProperties properties;

	private final Binder binder;

	private final Map<String, Retries> known = new ConcurrentHashMap<>();

	private DurableReceiverSettings(SignalsProperties properties, Environment environment) {
		this.properties = properties;
		this.binder = Binder.get(environment);
	}

	static DurableSettings of(SignalsProperties properties, Environment environment) {
		SignalsDurableProperties durable = properties.getDurable();
		return new DurableSettings(durable.getThreads(), durable.getPollingInterval(), durable.getHeartbeatInterval(),
				durable.getSweepInterval(), durable.getReportAfter(), durable.getShutdownTimeout(),
				durable.isStoreMessages(), new DurableReceiverSettings(properties, environment),
				new Chunks(durable.getBackfill().getChunkSize(), durable.getBackfill().getMaxWaiting()));
	}

	@Override
	public Retries apply(String uid) {
		// Asked for each call that is recorded, and computing may lock.
		Retries known = this.known.get(uid);
		return (known != null) ? known : this.known.computeIfAbsent(uid, (recorded) -> find(
				this.properties.getDurable().getRenamedReceivers().getOrDefault(recorded, recorded)));
	}

	private Retries find(String uid) {
		List<SignalsReceiverProperties> own = Stream
			.concat(this.properties.getReceivers()
				.entrySet()
				.stream()
				.filter((entry) -> SignalsProperties.isSame(entry.getKey(), uid))
				.map((entry) -> entry.getValue().getDurable()), byPath(uid))
			.toList();
		SignalsDurableProperties all = this.properties.getDurable();
		return new Retries(first(own, SignalsReceiverProperties::getMaxAttempts, all.getMaxAttempts()),
				first(own, SignalsReceiverProperties::getTimeout, all.getTimeout()),
				first(own, (receiver) -> receiver.getBackOff().getInitial(), all.getBackOff().getInitial()),
				first(own, (receiver) -> receiver.getBackOff().getMultiplier(), all.getBackOff().getMultiplier()),
				first(own, (receiver) -> receiver.getBackOff().getMax(), all.getBackOff().getMax()),
				first(own, SignalsReceiverProperties::getShare, 1),
				new Postponed(first(own, SignalsReceiverProperties::getDelay, Duration.ZERO),
						first(own, SignalsReceiverProperties::getDebounce, Duration.ZERO)));
	}

	private Stream<SignalsReceiverProperties> byPath(String uid) {
		ConfigurationPropertyName path = ConfigurationPropertyName.adapt("signals.receivers." + uid + ".durable", '.');
		return this.binder.bind(path, Bindable.of(SignalsReceiverProperties.class)).map(Stream::of).orElse(Stream.of());
	}

	private static <T> T first(List<SignalsReceiverProperties> own,
			Function<SignalsReceiverProperties, @Nullable T> property, T all) {
		return own.stream().map(property).filter(Objects::nonNull).findFirst().orElse(all);
	}

}
