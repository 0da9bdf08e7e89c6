/**
 * Provides what records and makes the calls of durable receivers, for each data source.
 */
@NullMarked
package io.github.signals.autoconfigure.durable;

import org.jspecify.annotations.NullMarked;
