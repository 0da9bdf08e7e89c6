/**
 * Shows {@code created} and {@code changes}: receivers tell books that are added from
 * books that are updated, and hear a change that nobody saves. An import of many books
 * keeps them silent, and one statement that writes all prices has a signal of its own.
 */
@NullMarked
package io.github.signals.sample.library;

import org.jspecify.annotations.NullMarked;
