package io.github.signals;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A call of a {@link Delivery#DURABLE} receiver that has failed too often.
 *
 * @param id the identifier of the call, see {@link SignalContext#id()}
 * @param uid the uid of the receiver
 * @param sender the name of the entity class, or of the class of the application's own
 * signal
 * @param entity the identifier of the entity, as JSON; {@code null} if it has none
 * @param attempts how often the receiver was called
 * @param error the type of its most recent exception, with its message if
 * {@code signals.durable.store-messages} is {@code true}
 * @param since when the call was recorded
 * @since 0.1.0
 */
public record ParkedCall(UUID id, String uid, String sender, @Nullable String entity, int attempts, String error,
		Instant since) {

	/**
	 * Return the class of the most recent exception, with which {@link #error} begins.
	 * @return the name of the class
	 */
	public String exception() {
		int end = 0;
		while (end < this.error.length() && isPartOfName(this.error.charAt(end))) {
			end++;
		}
		return this.error.substring(0, end);
	}

	private static boolean isPartOfName(char character) {
		return character == '.' || Character.isJavaIdentifierPart(character);
	}

}
