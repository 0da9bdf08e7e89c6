package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.json.RecordedText;
import io.github.signals.delivery.durable.json.UnreadableValueException;
import io.github.signals.delivery.durable.json.WithoutData;

/**
 * Says why a call cannot be made, however often it is tried: it is parked at once.
 */
@SuppressWarnings("serial")
class ImpossibleCallException extends RuntimeException implements WithoutData {

	ImpossibleCallException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Return whether one of these or a value that cannot be read is behind a failure,
	 * which the receiver may have wrapped.
	 */
	static boolean isBehind(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; i < Causes.DEPTH && cause != null; i++) {
			if (cause instanceof ImpossibleCallException || cause instanceof UnreadableValueException) {
				return true;
			}
			cause = Causes.of(cause);
		}
		return false;
	}

	/**
	 * Return what a name of a record stands for, which a newer node may have written.
	 */
	static <E extends Enum<E>> E known(Class<E> type, String what, @Nullable String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(name)) {
				return constant;
			}
		}
		throw new ImpossibleCallException(
				"Its record names " + what + " that this version does not know: " + RecordedText.name(name), null);
	}

}
