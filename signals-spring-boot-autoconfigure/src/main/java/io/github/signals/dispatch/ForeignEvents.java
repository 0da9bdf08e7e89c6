package io.github.signals.dispatch;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;

/**
 * Events of a specification that tell what signals tell.
 *
 * @since 0.1.0
 */
public interface ForeignEvents {

	/** There are none. */
	ForeignEvents NONE = new ForeignEvents() {

		@Override
		public Set<Class<?>> signals(Class<?> event) {
			return Set.of();
		}

		@Override
		public @Nullable Object of(Signal<?> signal) {
			return null;
		}

	};

	/**
	 * Return which signals the events of a class are made of. The class has one type
	 * variable, which is the sender.
	 * @param event the class of the event
	 * @return the classes of the signals; empty if the class is not such an event
	 */
	Set<Class<?>> signals(Class<?> event);

	/**
	 * Make an event of a signal.
	 * @param signal the signal
	 * @return the event, or {@code null} if there is none for it
	 */
	@Nullable Object of(Signal<?> signal);

}
