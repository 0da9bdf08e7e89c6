/**
 * Nodes that are killed during a back-fill: each row that was there is received.
 */
@NullMarked
package io.github.signals.crash.backfill;

import org.jspecify.annotations.NullMarked;
