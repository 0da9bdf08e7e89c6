/**
 * What Micrometer is told: an observation of each call of a receiver, and how much waits.
 */
@NullMarked
package io.github.signals.observation;

import org.jspecify.annotations.NullMarked;
