/**
 * Who is called, and in what order: receivers are declared, checked and bound once, kept
 * in a registry, and looked up by the routes of a sender. Knows neither how changes are
 * noticed nor what a transaction is.
 */
@NullMarked
package io.github.signals.dispatch;

import org.jspecify.annotations.NullMarked;
