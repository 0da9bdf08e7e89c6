package io.github.signals.benchmarks;

/**
 * The event of the alternatives.
 *
 * @param item what was saved
 */
record ItemSaved(Stored item) {

}
