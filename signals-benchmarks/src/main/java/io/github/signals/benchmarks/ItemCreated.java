package io.github.signals.benchmarks;

/**
 * An item was created: the event of an application that publishes it.
 *
 * @param id the identifier of the item
 */
record ItemCreated(long id) {

}
