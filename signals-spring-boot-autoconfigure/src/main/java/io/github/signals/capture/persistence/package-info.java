/**
 * Captures what the persistence context writes: listeners on Hibernate's events note the
 * rows inside a flush, and the signals are sent before the flush and after it.
 */
@NullMarked
package io.github.signals.capture.persistence;

import org.jspecify.annotations.NullMarked;
