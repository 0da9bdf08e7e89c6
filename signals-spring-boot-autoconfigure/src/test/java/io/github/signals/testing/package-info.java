/**
 * What several tests need.
 */
@NullMarked
package io.github.signals.testing;

import org.jspecify.annotations.NullMarked;
