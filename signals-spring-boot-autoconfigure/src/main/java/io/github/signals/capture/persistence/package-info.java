/**
 * Notices what the persistence context writes: listeners on Hibernate's events note the
 * rows inside a flush, and the signals are sent before it and when it has ended.
 */
@NullMarked
package io.github.signals.capture.persistence;

import org.jspecify.annotations.NullMarked;
