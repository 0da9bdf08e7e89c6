/**
 * Who listens, how often and how long: the endpoint.
 */
@NullMarked
package io.github.signals.actuate;

import org.jspecify.annotations.NullMarked;
