/**
 * Shows {@code created}: one receiver tells books that are added from books that are
 * updated. An import of many books keeps it silent.
 */
@NullMarked
package io.github.signals.sample.library;

import org.jspecify.annotations.NullMarked;
