/**
 * When and on which thread receivers run: one journal a transaction keeps what was
 * signalled, and delivers the net change of each entity when the outcome is known.
 */
@NullMarked
package io.github.signals.delivery;

import org.jspecify.annotations.NullMarked;
