/**
 * The sample shop, with one package per feature. Each package shows a use of receivers.
 * Start reading at {@link io.github.signals.sample.accounts}, or start the application
 * and read its log.
 */
@NullMarked
package io.github.signals.sample;

import org.jspecify.annotations.NullMarked;
