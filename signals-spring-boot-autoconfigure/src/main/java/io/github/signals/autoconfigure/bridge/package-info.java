/**
 * Auto-configuration of the signals of requests and migrations.
 */
@NullMarked
package io.github.signals.autoconfigure.bridge;

import org.jspecify.annotations.NullMarked;
