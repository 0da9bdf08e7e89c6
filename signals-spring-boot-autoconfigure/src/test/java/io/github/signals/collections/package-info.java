/**
 * Collections of entities, whose changes durable receivers hear.
 */
@NullMarked
package io.github.signals.collections;

import org.jspecify.annotations.NullMarked;
