/**
 * Shows deliveries: an order is announced in its transaction and confirmed by an email of
 * a durable receiver, which waits while the mail server is down, and a listener of
 * Spring's own hears the same signal. Beside them stands the alternative, a service
 * method that saves and sends the email.
 */
@NullMarked
package io.github.signals.sample.shop;

import org.jspecify.annotations.NullMarked;
