package io.github.signals.sample.search;

/**
 * An entity that was found.
 *
 * @param entity the simple name of its class
 * @param id its identifier
 * @param text its text
 */
record SearchResult(String entity, long id, String text) {

}
