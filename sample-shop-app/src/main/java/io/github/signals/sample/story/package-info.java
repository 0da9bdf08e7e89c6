/**
 * Shows in the log, at startup, what each of the signals does. It calls the services of
 * the features as any caller would. The receivers do the rest.
 */
@NullMarked
package io.github.signals.sample.story;

import org.jspecify.annotations.NullMarked;
