/**
 * Connects the capture of what persistence contexts write, for each entity manager
 * factory.
 */
@NullMarked
package io.github.signals.autoconfigure.jpa;

import org.jspecify.annotations.NullMarked;
