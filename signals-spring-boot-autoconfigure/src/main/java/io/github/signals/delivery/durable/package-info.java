/**
 * Calls that survive a crash: the calls of durable receivers are rows of a table. They
 * are written in the transaction of the change, and made by the node that owns their
 * partition. db-scheduler decides which node owns a partition and when the node wakes up.
 */
@NullMarked
package io.github.signals.delivery.durable;

import org.jspecify.annotations.NullMarked;
