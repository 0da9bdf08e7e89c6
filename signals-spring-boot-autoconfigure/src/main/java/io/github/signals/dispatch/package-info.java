/**
 * Decides which receivers are called for each signal, and calls them: the registry, the
 * routes of each sender, scopes, conditions and recursion. Does not know how receivers
 * are declared, how changes are captured, or what a transaction is.
 */
@NullMarked
package io.github.signals.dispatch;

import org.jspecify.annotations.NullMarked;
