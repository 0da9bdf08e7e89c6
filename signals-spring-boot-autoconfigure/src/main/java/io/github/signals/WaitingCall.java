package io.github.signals;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A call of a {@link Delivery#DURABLE} receiver that has not ended: it waits for its turn
 * or for its next attempt, or is running now.
 *
 * @param id the identifier of the call, see {@link SignalContext#id()}
 * @param uid the uid of the receiver
 * @param sender the name of the entity class, or of the class of the application's own
 * signal
 * @param entity the identifier of the entity, as JSON; {@code null} if it has none
 * @param operation what was done: {@code CREATED}, {@code UPDATED}, {@code DELETED},
 * {@code COLLECTION}, {@code BULK} or {@code SIGNAL}
 * @param attempts how often the receiver was called
 * @param error the type of its most recent exception, with its message if
 * {@code signals.durable.store-messages} is {@code true}; {@code null} before the first
 * @param recorded when the call was recorded, by the clock of the node
 * @param due when the call is due, by the clock of the database; {@code null} if it only
 * waits for its turn
 * @since 0.1.0
 */
public record WaitingCall(UUID id, String uid, String sender, @Nullable String entity, String operation, int attempts,
		@Nullable String error, Instant recorded, @Nullable Instant due) {

}
