package io.github.signals.dispatch;

import io.github.signals.CallParked;
import io.github.signals.DataSignal;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * Tells the application's own signals from those of the library.
 *
 * @since 0.1.0
 */
public final class OwnSignals {

	private OwnSignals() {
	}

	/**
	 * Return whether a class is one of the application's own signals, or
	 * {@link CallParked}, which is recorded as they are.
	 * @param signal the class of a signal
	 * @return whether it is not from the library
	 */
	public static boolean isOwn(Class<?> signal) {
		return signal == CallParked.class
				|| Signal.class.isAssignableFrom(signal) && !DataSignal.class.isAssignableFrom(signal)
						&& !signal.getPackageName().equals(Signal.class.getPackageName());
	}

	/**
	 * Return whether a receiver hears nothing but the application's own signals.
	 * @param receiver the receiver
	 * @return whether it hears no change of a row
	 */
	public static boolean isAllThatHears(ReceiverInfo receiver) {
		return receiver.signals().stream().allMatch(OwnSignals::isOwn);
	}

}
