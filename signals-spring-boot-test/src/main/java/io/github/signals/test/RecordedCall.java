package io.github.signals.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * A call of a receiver that has ended.
 *
 * @param receiver who was called, and in which delivery
 * @param signals what it was called with: one signal, or those of a list
 * @param failure what it has thrown, or {@code null} if it has returned
 * @since 0.1.0
 */
public record RecordedCall(ReceiverInfo receiver, List<Signal<?>> signals, @Nullable Throwable failure) {

	/**
	 * Create the record, with a copy of the list.
	 * @param receiver who was called, and in which delivery
	 * @param signals what it was called with
	 * @param failure what it has thrown, or {@code null}
	 */
	public RecordedCall {
		signals = List.copyOf(signals);
	}

	boolean isAbout(Object entity) {
		return this.signals.stream().anyMatch((signal) -> Entities.isAbout(signal, entity));
	}

	/**
	 * Name the receiver, its delivery, the signals and what was thrown, without any
	 * attribute of an entity but its identifier.
	 */
	@Override
	public String toString() {
		String about = this.signals.stream().map(Entities::describe).collect(Collectors.joining(", "));
		String outcome = (this.failure != null) ? ", failed with " + this.failure.getClass().getName() : "";
		return this.receiver.uid() + " " + this.receiver.delivery() + " with " + about + outcome;
	}

}
