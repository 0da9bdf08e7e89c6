/**
 * The API for applications: the annotations that make a bean method a receiver, the
 * signals that it hears, and the {@link io.github.signals.Signals} facade.
 *
 * <pre class="code">
 * &#064;Component
 * class OrderReceivers {
 *
 *     &#064;PostSaveReceiver
 *     void reserveStock(Order order, boolean created) { ... }
 *
 *     &#064;PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
 *     void confirm(Order order) { ... }
 *
 * }
 * </pre>
 */
@NullMarked
package io.github.signals;

import org.jspecify.annotations.NullMarked;
