/**
 * When and on which thread receivers run: one journal a transaction keeps what was
 * signalled, and its phases deliver the net change of each entity before the commit and
 * when the outcome is known. Where signals come from, and where the calls of durable
 * receivers are stored, has no place here.
 */
@NullMarked
package io.github.signals.delivery;

import org.jspecify.annotations.NullMarked;
