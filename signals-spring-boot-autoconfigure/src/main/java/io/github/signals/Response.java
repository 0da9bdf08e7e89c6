package io.github.signals;

import org.jspecify.annotations.Nullable;

/**
 * The response of one receiver to a signal that the application sent.
 *
 * @param receiver the receiver
 * @param value what it returned; {@code null} if it returned nothing or failed
 * @param error what it threw during a robust or asynchronous send; {@code null} if it did
 * not fail
 * @since 0.1.0
 */
public record Response(ReceiverInfo receiver, @Nullable Object value, @Nullable Throwable error) {

}
