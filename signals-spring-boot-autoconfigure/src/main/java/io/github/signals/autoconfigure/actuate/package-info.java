/**
 * Provides what one sees of receivers from outside: the endpoint, the health indicator
 * and observations.
 */
@NullMarked
package io.github.signals.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
