/**
 * Shows deliveries: an order is announced in its transaction and confirmed by a durable
 * mail, which waits for a mail server that is down, and a listener of Spring's own hears
 * the same signal. Beside them stands the alternative, a service method that saves and
 * mails.
 */
@NullMarked
package io.github.signals.sample.shop;

import org.jspecify.annotations.NullMarked;
