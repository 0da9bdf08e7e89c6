/**
 * Shows deliveries: an order is announced in its transaction. A durable receiver confirms
 * it by email, and waits while the mail server is down. One of Spring's own listeners
 * hears the same signal. If the order is rolled back, another receiver hears that. The
 * package also has the alternative: a service method that saves the order and sends the
 * email.
 */
@NullMarked
package io.github.signals.sample.shop;

import org.jspecify.annotations.NullMarked;
