/**
 * The actuator endpoint: which receivers there are, how often they are called and how
 * long they take.
 */
@NullMarked
package io.github.signals.actuate;

import org.jspecify.annotations.NullMarked;
