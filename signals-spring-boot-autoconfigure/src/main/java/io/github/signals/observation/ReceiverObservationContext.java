package io.github.signals.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;

/**
 * The context of an observed receiver call. It contains neither the instance nor any of
 * its values.
 *
 * @since 0.1.0
 */
public class ReceiverObservationContext extends Observation.Context {

	private final CallKind kind;

	/** Kept as they come, as mostly all calls have the same ones. */
	private volatile KeyValues keys = KeyValues.empty();

	private long start;

	/**
	 * Create the context of a call.
	 * @param receiver the receiver
	 * @param signal the class of the signal
	 * @param sender the entity class
	 */
	public ReceiverObservationContext(ReceiverInfo receiver, Class<?> signal, Class<?> sender) {
		this(new CallKind(receiver, signal, sender));
	}

	ReceiverObservationContext(CallKind kind) {
		this.kind = kind;
	}

	/**
	 * Return the receiver that is called.
	 * @return its description
	 */
	public ReceiverInfo getReceiver() {
		return this.kind.receiver();
	}

	/**
	 * Return the class of the signal; for a list, that of its last signal.
	 * @return the class
	 */
	public Class<?> getSignal() {
		return this.kind.signal();
	}

	/**
	 * Return what the signal is about.
	 * @return the entity class
	 */
	public Class<?> getSender() {
		return this.kind.sender();
	}

	CallKind kind() {
		return this.kind;
	}

	long start() {
		return this.start;
	}

	void startAt(long time) {
		this.start = time;
	}

	@Override
	public Observation.Context addLowCardinalityKeyValue(KeyValue key) {
		return addLowCardinalityKeyValues(KeyValues.of(key));
	}

	@Override
	public Observation.Context addLowCardinalityKeyValues(KeyValues added) {
		if (added != this.keys) {
			synchronized (this) {
				this.keys = this.keys.and(added);
			}
		}
		return this;
	}

	@Override
	public synchronized Observation.Context removeLowCardinalityKeyValue(String name) {
		this.keys = KeyValues.of(this.keys.stream().filter((key) -> !key.getKey().equals(name)).toList());
		return this;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues() {
		return this.keys;
	}

	@Override
	public @Nullable KeyValue getLowCardinalityKeyValue(String name) {
		return this.keys.stream().filter((key) -> key.getKey().equals(name)).findFirst().orElse(null);
	}

}
