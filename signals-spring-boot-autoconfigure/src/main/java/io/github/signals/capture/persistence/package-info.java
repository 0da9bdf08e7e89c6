/**
 * Notices what the persistence context writes: listeners on Hibernate's events note the
 * rows inside a flush, and the signals are sent before it and when it has ended. What a
 * session knows of one entity is an {@code EntityWrite}; no receiver is called in a
 * flush, and nothing here knows of repositories or of who delivers.
 */
@NullMarked
package io.github.signals.capture.persistence;

import org.jspecify.annotations.NullMarked;
