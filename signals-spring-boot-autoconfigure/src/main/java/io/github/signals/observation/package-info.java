/**
 * Metrics and observations with Micrometer: an observation of each receiver call, and the
 * number of waiting calls.
 */
@NullMarked
package io.github.signals.observation;

import org.jspecify.annotations.NullMarked;
