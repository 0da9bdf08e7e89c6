/**
 * What the captures of repositories and of persistence contexts say to each other: how an
 * entity is read, and how a call announces what is going to be written. No class of a
 * store or of Spring Data belongs here, and nothing that sends a signal.
 */
@NullMarked
package io.github.signals.capture;

import org.jspecify.annotations.NullMarked;
