/**
 * Shows {@code created} and {@code changes}: receivers distinguish added books from
 * updated ones, and hear a change that is written without a call of save. An import of
 * many books does not call them. A single statement that changes all prices has a signal
 * of its own.
 */
@NullMarked
package io.github.signals.sample.library;

import org.jspecify.annotations.NullMarked;
