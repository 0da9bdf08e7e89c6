/**
 * Nodes that are killed while they write and are called: what is committed is received.
 */
@NullMarked
package io.github.signals.crash;

import org.jspecify.annotations.NullMarked;
