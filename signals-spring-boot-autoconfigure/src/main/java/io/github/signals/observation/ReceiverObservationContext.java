package io.github.signals.observation;

import io.micrometer.observation.Observation;

import io.github.signals.ReceiverInfo;

/**
 * The call of a receiver that is observed. It knows neither the instance nor any value of
 * it.
 *
 * @since 0.1.0
 */
public class ReceiverObservationContext extends Observation.Context {

	private final ReceiverInfo receiver;

	private final Class<?> signal;

	private final Class<?> sender;

	/**
	 * Create the context of a call.
	 * @param receiver the receiver
	 * @param signal the class of the signal
	 * @param sender the entity class
	 */
	public ReceiverObservationContext(ReceiverInfo receiver, Class<?> signal, Class<?> sender) {
		this.receiver = receiver;
		this.signal = signal;
		this.sender = sender;
	}

	/**
	 * Return the receiver that is called.
	 * @return its description
	 */
	public ReceiverInfo getReceiver() {
		return this.receiver;
	}

	/**
	 * Return the class of the signal, for a list that of the last one in it.
	 * @return the class
	 */
	public Class<?> getSignal() {
		return this.signal;
	}

	/**
	 * Return what the signal is about.
	 * @return the entity class
	 */
	public Class<?> getSender() {
		return this.sender;
	}

}
