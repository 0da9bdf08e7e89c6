/**
 * When and on which thread receivers run: one journal per transaction keeps its signals,
 * and delivers the net change of each entity when the outcome is known.
 */
@NullMarked
package io.github.signals.delivery;

import org.jspecify.annotations.NullMarked;
