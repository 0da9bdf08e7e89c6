/**
 * Notices what Spring Data repositories save and delete: an interceptor inside the
 * repository's transaction sends the signals around the call.
 */
@NullMarked
package io.github.signals.capture.repository;

import org.jspecify.annotations.NullMarked;
