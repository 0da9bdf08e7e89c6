/**
 * Decides which receivers are called, and in what order: receivers are declared, checked
 * and bound once, kept in a registry, and looked up by the routes of a sender. Does not
 * know how changes are captured or what a transaction is.
 */
@NullMarked
package io.github.signals.dispatch;

import org.jspecify.annotations.NullMarked;
