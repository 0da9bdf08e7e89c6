/**
 * Tells, on start, in the log, what each of the signals does. It calls the services of
 * the features as any caller would, and the receivers do the rest.
 */
@NullMarked
package io.github.signals.sample.story;

import org.jspecify.annotations.NullMarked;
