package io.github.signals.delivery.durable.json;

/**
 * An exception of the library that says nothing of the values of an entity, nor does what
 * has caused it.
 *
 * @since 0.1.0
 */
public interface WithoutData {

}
