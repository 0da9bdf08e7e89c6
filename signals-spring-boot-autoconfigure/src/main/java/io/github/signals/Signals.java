package io.github.signals;

import java.util.List;
import java.util.function.Supplier;

/**
 * The one bean to work with signals in code: connects receivers at run time, sends the
 * application's own signals, and opens scopes.
 * <p>
 * Thread-safe. Scopes belong to the calling thread, nest, and are carried to receivers
 * that run asynchronously; they end when the given work returns or throws. In a
 * transaction that is not read-only, a scope flushes what is pending when it begins and
 * when it ends, so that what was changed in it, and nothing else, belongs to it.
 *
 * @since 0.1.0
 */
public interface Signals {

	/**
	 * Connect a receiver. A dispatch that has already started does not call it.
	 * @param <S> the signal type
	 * @param spec what to hear, and when
	 * @param receiver whom to call; held until it is disconnected or the application
	 * context closes
	 * @return whether it was connected; {@code false} if a receiver with the same uid
	 * already is
	 * @throws IllegalArgumentException if the specification contradicts itself, or what
	 * is known of the entities: it is checked as an annotation is. Where the entities are
	 * not known yet, because the application is still starting, the startup fails
	 * instead.
	 */
	<S extends Signal<?>> boolean connect(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver);

	/**
	 * Connect a receiver that hears all signals of a transaction in one call, or in
	 * chunks of {@link ReceiverSpec#batchSize(int)}. Its delivery is one that hears the
	 * net change, such as {@link Delivery#AFTER_COMMIT}.
	 * @param <S> the signal type
	 * @param spec what to hear, and when
	 * @param receiver whom to call; held until it is disconnected or the application
	 * context closes
	 * @return whether it was connected; {@code false} if a receiver with the same uid
	 * already is
	 * @throws IllegalArgumentException as {@link #connect(ReceiverSpec, SignalReceiver)}
	 * does
	 */
	<S extends Signal<?>> boolean connectBatch(ReceiverSpec<S> spec, SignalBatchReceiver<S> receiver);

	/**
	 * Disconnect a receiver, whether connected at run time or a bean method. A dispatch
	 * that has already started still calls it.
	 * @param uid the uid of the receiver
	 * @return whether there was such a receiver
	 */
	boolean disconnect(String uid);

	/**
	 * Switch a receiver on, on this node and until the application context closes: what
	 * {@code signals.receivers.<uid>.enabled} says holds again after the next start. A
	 * dispatch that has already started does not call it.
	 * @param uid the uid of the receiver
	 * @return whether there is such a receiver, whether or not it was on already
	 * @throws IllegalStateException if the receiver is {@link Delivery#DURABLE} and was
	 * off when the application started, so that nothing on this node makes its calls
	 */
	boolean enable(String uid);

	/**
	 * Switch a receiver off, on this node and until the application context closes. A
	 * dispatch that has already started still calls it, and so does the end of a
	 * transaction for what was written in it before; what a persistence context holds
	 * back until a later flush may not be heard any more.
	 * <p>
	 * Of a {@link Delivery#DURABLE} receiver no calls are recorded any more on this node,
	 * and those that are recorded already are held: this node begins none of them until
	 * the receiver is switched on again, while another one may.
	 * @param uid the uid of the receiver
	 * @return whether there is such a receiver, whether or not it was off already
	 */
	boolean disable(String uid);

	/**
	 * Send a signal of the application to its receivers: those in the transaction are
	 * called at once, in order, and the others when their {@link Delivery} says.
	 * @param signal the signal
	 * @return what the receivers that were called at once answered, in their order
	 * @throws ReceiverException if one of them fails; those after it are not called
	 */
	List<Response> send(Signal<?> signal);

	/**
	 * Send a signal of the application as {@link #send(Signal)} does, but call every
	 * receiver, also after one of them has failed. The failure is logged, and returned as
	 * the receiver's response. Only an {@link OutOfMemoryError} or {@link InternalError}
	 * is thrown on.
	 * @param signal the signal
	 * @return what the receivers that were called at once answered, in their order
	 */
	List<Response> sendRobust(Signal<?> signal);

	/**
	 * Return whether anybody hears a signal of a sender.
	 * @param signal the signal class
	 * @param sender the sender
	 * @return whether there is an enabled receiver
	 */
	boolean hasReceivers(Class<?> signal, Class<?> sender);

	/**
	 * Return all connected receivers, in the order in which they are called.
	 * @return a snapshot
	 */
	List<ReceiverInfo> receivers();

	/**
	 * Explain what would run for an entity class, without running anything.
	 * @param sender the entity class
	 * @return each receiver that hears of it, once for each signal that it hears: from
	 * before a save to after a delete, and in the order of the calls
	 */
	List<ReceiverExplanation> explain(Class<?> sender);

	/**
	 * Explain what would run for an entity, without running any receiver. Conditions that
	 * ask for nothing but the instance are evaluated.
	 * @param instance the entity
	 * @return each receiver that hears of its class, as {@link #explain(Class)} does
	 */
	List<ReceiverExplanation> explain(Object instance);

	/**
	 * Return the {@link Delivery#DURABLE} calls that wait or are parked, to look at them,
	 * and to replay or discard them.
	 * @return the calls; none where there is no durable receiver
	 */
	DurableCalls durable();

	/**
	 * Do some work and deliver nothing of what it changes.
	 * @param work the work
	 */
	default void mute(Runnable work) {
		mute(Mute.all(), work);
	}

	/**
	 * Do some work and deliver nothing of what it changes.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return what the work returns
	 */
	default <R> R mute(Supplier<R> work) {
		return mute(Mute.all(), work);
	}

	/**
	 * Do some work in which some receivers, senders or signals are muted.
	 * @param mute what is not delivered
	 * @param work the work
	 */
	default void mute(Mute mute, Runnable work) {
		mute(mute, asSupplier(work));
	}

	/**
	 * Do some work in which some receivers, senders or signals are muted.
	 * @param <R> the type of the result
	 * @param mute what is not delivered
	 * @param work the work
	 * @return what the work returns
	 */
	<R> R mute(Mute mute, Supplier<R> work);

	/**
	 * Load data in an import scope: only receivers that say so run, see
	 * {@link Receiver#imports()}.
	 * @param work the work
	 */
	default void importing(Runnable work) {
		importing(asSupplier(work));
	}

	/**
	 * Load data in an import scope: only receivers that say so run, see
	 * {@link Receiver#imports()}.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return what the work returns
	 */
	<R> R importing(Supplier<R> work);

	/**
	 * Do some work on behalf of somebody, whom {@link SignalContext#actor()} names.
	 * @param actor who makes the changes
	 * @param work the work
	 */
	default void withActor(Object actor, Runnable work) {
		withActor(actor, asSupplier(work));
	}

	/**
	 * Do some work on behalf of somebody, whom {@link SignalContext#actor()} names.
	 * @param <R> the type of the result
	 * @param actor who makes the changes
	 * @param work the work
	 * @return what the work returns
	 */
	<R> R withActor(Object actor, Supplier<R> work);

	private static Supplier<Boolean> asSupplier(Runnable work) {
		return () -> {
			work.run();
			return true;
		};
	}

}
