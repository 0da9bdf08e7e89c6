/**
 * For the tests of applications: what was signalled and who was called, scopes around a
 * test, and what follows from a commit where the transaction is rolled back. Nothing of
 * it is active in an application.
 */
@NullMarked
package io.github.signals.test;

import org.jspecify.annotations.NullMarked;
