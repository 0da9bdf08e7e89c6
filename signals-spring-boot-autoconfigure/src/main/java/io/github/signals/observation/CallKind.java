package io.github.signals.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.ReceiverKey;
import io.github.signals.observation.ReceiverObservationDocumentation.LowCardinalityKeyNames;

/**
 * What all calls of a receiver for the same signal and sender have in common, made once
 * instead of for each call.
 */
final class CallKind {

	private final ReceiverInfo receiver;

	private final Class<?> signal;

	private final Class<?> sender;

	private final String name;

	private final KeyValues success;

	/** Immutable, so whichever thread's is there will do. */
	private @Nullable Timed timed;

	CallKind(ReceiverInfo receiver, Class<?> signal, Class<?> sender) {
		this.receiver = receiver;
		this.signal = signal;
		this.sender = sender;
		this.name = "receiver " + ReceiverKey.of(receiver);
		this.success = KeyValues.of(LowCardinalityKeyNames.SIGNAL.withValue(signal.getSimpleName()),
				LowCardinalityKeyNames.SENDER.withValue(sender.getName()),
				LowCardinalityKeyNames.UID.withValue(ReceiverKey.of(receiver)),
				LowCardinalityKeyNames.DELIVERY.withValue(receiver.delivery().name()),
				LowCardinalityKeyNames.OUTCOME.withValue("SUCCESS"));
	}

	ReceiverInfo receiver() {
		return this.receiver;
	}

	Class<?> signal() {
		return this.signal;
	}

	Class<?> sender() {
		return this.sender;
	}

	String name() {
		return this.name;
	}

	KeyValues keys(@Nullable Throwable error) {
		return (error == null) ? this.success : this.success.and(LowCardinalityKeyNames.OUTCOME.withValue("FAILURE"));
	}

	/**
	 * Return the timer of a call, which Micrometer is asked for only if the last call
	 * that ended well was named otherwise.
	 */
	Timer timer(MeterRegistry meters, String name, KeyValues keys, @Nullable Throwable error) {
		if (error != null) {
			return meters.timer(name, tags(keys, error.getClass().getSimpleName()));
		}
		Timed known = this.timed;
		if (known == null || !known.isOf(meters, name, keys)) {
			known = new Timed(meters, name, keys, meters.timer(name, tags(keys, KeyValue.NONE_VALUE)));
			this.timed = known;
		}
		return known.timer;
	}

	private static Tags tags(KeyValues keys, String error) {
		Tags tags = Tags.empty();
		for (KeyValue key : keys) {
			tags = tags.and(key.getKey(), key.getValue());
		}
		// As Micrometer does, whatever the convention names its keys.
		return tags.and("error", error);
	}

	private record Timed(MeterRegistry meters, String name, KeyValues keys, Timer timer) {

		boolean isOf(MeterRegistry meters, String name, KeyValues keys) {
			return this.meters == meters && this.name.equals(name) && this.keys.equals(keys);
		}

	}

}
