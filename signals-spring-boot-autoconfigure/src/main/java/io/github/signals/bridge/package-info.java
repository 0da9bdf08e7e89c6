/**
 * Signals of what is not data: HTTP requests and database migrations. And the events of
 * others that tell what our signals tell.
 */
@NullMarked
package io.github.signals.bridge;

import org.jspecify.annotations.NullMarked;
