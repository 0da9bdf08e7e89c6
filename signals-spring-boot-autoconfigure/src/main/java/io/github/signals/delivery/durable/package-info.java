/**
 * What survives a crash: the calls of durable receivers are rows of a table, written in
 * the transaction of the change, and made by whichever node owns their lane. Who owns it,
 * and when to wake up, is db-scheduler's part.
 */
@NullMarked
package io.github.signals.delivery.durable;

import org.jspecify.annotations.NullMarked;
