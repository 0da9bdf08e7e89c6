/**
 * The API for applications. Imports no other package of the library.
 * <ul>
 * <li>Annotations that make a bean method a receiver:
 * {@link io.github.signals.PostSaveReceiver} and its sisters, and
 * {@link io.github.signals.Receiver} for every signal.</li>
 * <li>Signals that it hears: {@link io.github.signals.EntitySignal} and
 * {@link io.github.signals.BulkWrite} of the library, {@link io.github.signals.Signal} of
 * the application.</li>
 * <li>Values that signals carry: {@link io.github.signals.Changes},
 * {@link io.github.signals.SignalContext}.</li>
 * <li>What an application calls: {@link io.github.signals.Signals},
 * {@link io.github.signals.DurableCalls}.</li>
 * <li>What an application may implement: {@link io.github.signals.ReceiverErrorHandler},
 * {@link io.github.signals.CallContext}.</li>
 * </ul>
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
