/**
 * Sends the emails of the shop. They go to an SMTP server in this process, which can be
 * taken down and up again to see how durable receivers wait for it, or to the server that
 * {@code spring.mail.host} names.
 */
@NullMarked
package io.github.signals.sample.mail;

import org.jspecify.annotations.NullMarked;
