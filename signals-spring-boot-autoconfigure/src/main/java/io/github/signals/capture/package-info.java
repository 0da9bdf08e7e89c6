/**
 * What the captures say to one another: how an entity is read, how a call announces what
 * is going to be written, and who hears a statement. No class of a store or of Spring
 * Data belongs here, and no implementation.
 */
@NullMarked
package io.github.signals.capture;

import org.jspecify.annotations.NullMarked;
