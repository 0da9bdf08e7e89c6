/**
 * Shows who hears when the email of a durable receiver is given up: a
 * {@code @ParkedReceiver} opens a ticket, so that somebody writes to the user or sends
 * the email once more. The ticket is not lost if the node dies meanwhile.
 */
@NullMarked
package io.github.signals.sample.support;

import org.jspecify.annotations.NullMarked;
