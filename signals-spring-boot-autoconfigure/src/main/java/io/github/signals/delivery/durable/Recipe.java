package io.github.signals.delivery.durable;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * How to make a signal that tells neither of the save nor of the delete of a row.
 *
 * @param type the class of the signal
 * @param make makes it of the instance, if the record names one
 * @param ofDeleted whether it is sent because a row was deleted, which may be that of the
 * instance
 */
record Recipe(Class<?> type, Function<@Nullable Object, Signal<?>> make, boolean ofDeleted) {

	Recipe(Class<?> type, Function<@Nullable Object, Signal<?>> make) {
		this(type, make, false);
	}

	/**
	 * Make the signal, if the receiver can hear it at all.
	 */
	Signal<?> make(RegisteredReceiver receiver, @Nullable Object instance) {
		if (receiver.info().signals().stream().noneMatch((signal) -> signal.isAssignableFrom(this.type))) {
			throw new ImpossibleCallException("Its receiver does not hear " + this.type.getName(), null);
		}
		return this.make.apply(instance);
	}

}
