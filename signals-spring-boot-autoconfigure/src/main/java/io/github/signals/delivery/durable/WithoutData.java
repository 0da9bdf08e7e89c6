package io.github.signals.delivery.durable;

/**
 * An exception of the library that says nothing of the values of an entity, nor does what
 * has caused it.
 */
interface WithoutData {

}
