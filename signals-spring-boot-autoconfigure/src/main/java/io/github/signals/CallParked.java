package io.github.signals;

/**
 * A call of a {@link Delivery#DURABLE} receiver is parked: it has failed too often, or no
 * further attempt can help. It has the parked call as its instance.
 * <p>
 * Recorded in the transaction in which the call is parked, for each receiver that hears
 * it, and delivered {@link Delivery#DURABLE} only: it is neither lost nor recorded twice.
 * A call that is replayed and parked again is signalled again; a parked call of a
 * receiver of this signal is not. Unlike other signals, it is not published as an
 * application event.
 *
 * @param instance the call
 * @since 0.1.0
 * @see ParkedReceiver
 */
public record CallParked(ParkedCall instance) implements Signal<ParkedCall> {

}
