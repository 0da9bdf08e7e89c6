/**
 * Shows one receiver for all subtypes of a mapped superclass, which sets the time of each
 * save. It hears imports too, as the one of books shows, and is called where other
 * receivers are muted, as in a correction of a user's address.
 */
@NullMarked
package io.github.signals.sample.auditing;

import org.jspecify.annotations.NullMarked;
