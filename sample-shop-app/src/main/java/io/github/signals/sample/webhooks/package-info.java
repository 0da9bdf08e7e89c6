/**
 * Shows a durable receiver that calls webhooks. The sample receives them itself, so that
 * one can see what has arrived.
 */
@NullMarked
package io.github.signals.sample.webhooks;

import org.jspecify.annotations.NullMarked;
