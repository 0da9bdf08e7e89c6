/**
 * What happens at every signal: a registry of receivers, the routes of each sender, and
 * the calls with their scopes, conditions and recursion. Knows neither how receivers are
 * declared, nor how changes are noticed, nor what a transaction is.
 */
@NullMarked
package io.github.signals.dispatch;

import org.jspecify.annotations.NullMarked;
