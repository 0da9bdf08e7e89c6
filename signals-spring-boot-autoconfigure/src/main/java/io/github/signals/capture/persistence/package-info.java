/**
 * Captures what the persistence context writes: listeners on Hibernate's events note the
 * rows inside a flush, and the signals are sent before the flush and after it. An
 * {@code EntityWrite} holds what a session knows of one entity. No receiver is called
 * inside a flush, and nothing here knows repositories or deliveries.
 */
@NullMarked
package io.github.signals.capture.persistence;

import org.jspecify.annotations.NullMarked;
