/**
 * The sample shop: one package a feature, each telling a story with receivers. Start
 * reading at {@link io.github.signals.sample.accounts}, or start the application and read
 * its log.
 */
@NullMarked
package io.github.signals.sample;

import org.jspecify.annotations.NullMarked;
