/**
 * When and on which thread receivers run: one journal per transaction keeps its signals,
 * and its phases deliver the net change of each entity before the commit and when the
 * outcome is known. Does not know where signals come from, or where the calls of durable
 * receivers are stored.
 */
@NullMarked
package io.github.signals.delivery;

import org.jspecify.annotations.NullMarked;
