/**
 * Shows a durable receiver that calls the API of somebody else, which may fail: a carrier
 * makes a label for each order that is shipped. The sample plays the carrier, too, and
 * can take it down and up again.
 */
@NullMarked
package io.github.signals.sample.shipping;

import org.jspecify.annotations.NullMarked;
