/**
 * Captures what Spring Data repositories save and delete: an interceptor inside the
 * repository's transaction sends the signals before and after the call.
 */
@NullMarked
package io.github.signals.capture.repository;

import org.jspecify.annotations.NullMarked;
