/**
 * A whole application, which is not found by the slices beside it.
 */
@NullMarked
package io.github.signals.test.whole;

import org.jspecify.annotations.NullMarked;
