package io.github.signals.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * A completed call of a receiver.
 *
 * @param receiver the receiver that was called, with its delivery
 * @param signals the signals that were passed to it: one signal, or those of a list
 * @param failure the exception that it threw, or {@code null} if it returned normally
 * @since 0.1.0
 */
public record RecordedCall(ReceiverInfo receiver, List<Signal<?>> signals, @Nullable Throwable failure) {

	/**
	 * Create the record, with a copy of the list.
	 * @param receiver the receiver that was called, with its delivery
	 * @param signals the signals that were passed to it
	 * @param failure the exception that it threw, or {@code null}
	 */
	public RecordedCall {
		signals = List.copyOf(signals);
	}

	boolean isAbout(Object entity) {
		return this.signals.stream().anyMatch((signal) -> Entities.isAbout(signal, entity));
	}

	/**
	 * Return the receiver, its delivery, the signals and the type of the exception. Of an
	 * entity, only the identifier is included.
	 */
	@Override
	public String toString() {
		String about = this.signals.stream().map(Entities::describe).collect(Collectors.joining(", "));
		String outcome = (this.failure != null) ? ", failed with " + this.failure.getClass().getName() : "";
		return this.receiver.uid() + " " + this.receiver.delivery() + " with " + about + outcome;
	}

}
