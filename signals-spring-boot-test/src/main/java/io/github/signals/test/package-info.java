/**
 * Support for testing receivers: records of the signals and calls during a test, mute and
 * import scopes around a test, and the effects of a commit in a test whose transaction is
 * rolled back. Nothing in this package is active in production.
 */
@NullMarked
package io.github.signals.test;

import org.jspecify.annotations.NullMarked;
