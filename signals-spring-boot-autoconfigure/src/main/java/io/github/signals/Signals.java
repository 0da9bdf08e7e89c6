package io.github.signals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The central bean for working with signals in code: connects receivers at run time,
 * sends the application's own signals, and opens scopes.
 * <p>
 * Thread-safe. Scopes belong to the calling thread, nest, and are carried to receivers
 * that run asynchronously; they end when the given work returns or throws. In a
 * transaction that is not read-only, a scope flushes pending changes when it begins and
 * when it ends, so that exactly the changes made in the scope belong to it.
 *
 * @since 0.1.0
 */
public interface Signals {

	/**
	 * Connect a receiver. A dispatch that has already started does not call it.
	 * @param <S> the signal type
	 * @param spec what to hear, and when
	 * @param receiver the receiver to call; kept until it is disconnected or the
	 * application context closes
	 * @return whether it was connected; {@code false} if a receiver with the same uid is
	 * already connected
	 * @throws IllegalArgumentException if the specification contradicts itself or the
	 * known entities: it is checked in the same way as an annotation. If the entities are
	 * not known yet because the application is still starting, the startup fails instead.
	 */
	<S extends Signal<?>> boolean connect(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver);

	/**
	 * Connect a receiver that hears all signals of a transaction in one call, or in
	 * chunks of {@link ReceiverSpec#batchSize(int)}. Its delivery must be one that hears
	 * the net change, such as {@link Delivery#AFTER_COMMIT}.
	 * @param <S> the signal type
	 * @param spec what to hear, and when
	 * @param receiver the receiver to call; kept until it is disconnected or the
	 * application context closes
	 * @return whether it was connected; {@code false} if a receiver with the same uid is
	 * already connected
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
	 * Switch a receiver on, on this node and until the application context closes: after
	 * the next start, {@code signals.receivers.<uid>.enabled} applies again. A dispatch
	 * that has already started does not call it.
	 * @param uid the uid of the receiver
	 * @return whether there is such a receiver, whether or not it was on already
	 * @throws IllegalStateException if the receiver is {@link Delivery#DURABLE} and was
	 * off when the application started, because this node then does not make its calls
	 */
	boolean enable(String uid);

	/**
	 * Switch a receiver off, on this node and until the application context closes. A
	 * dispatch that has already started still calls it, and so does the end of a
	 * transaction for changes that have already been written in it. Changes that a
	 * persistence context holds back until a later flush may no longer be heard.
	 * <p>
	 * For a {@link Delivery#DURABLE} receiver, this node no longer records calls, and it
	 * holds those that are already recorded: it does not begin any of them until the
	 * receiver is switched on again, but another node may.
	 * @param uid the uid of the receiver
	 * @return whether there is such a receiver, whether or not it was off already
	 */
	boolean disable(String uid);

	/**
	 * Send a signal of the application to its receivers: those in the transaction are
	 * called at once, in order, and the others when their {@link Delivery} specifies.
	 * @param signal the signal
	 * @return the responses of the receivers that were called at once, in their order
	 * @throws ReceiverException if one of them fails; those after it are not called
	 */
	List<Response> send(Signal<?> signal);

	/**
	 * Send a signal of the application as {@link #send(Signal)} does, but call every
	 * receiver, even after one of them has failed. The failure is logged and returned as
	 * the receiver's response. Only an {@link OutOfMemoryError} or {@link InternalError}
	 * is rethrown.
	 * @param signal the signal
	 * @return the responses of the receivers that were called at once, in their order
	 */
	List<Response> sendRobust(Signal<?> signal);

	/**
	 * Send a signal of the application on the threads of {@link Delivery#ASYNC}, and
	 * return without waiting. Every receiver of the signal is called there, outside of
	 * the caller's transaction, which it does not wait for: it does not see what that
	 * transaction has not committed, and it has no transaction of its own unless it
	 * begins one. {@link Delivery#AFTER_ROLLBACK} receivers are not called.
	 * <p>
	 * The receivers are called in order, each when the call of the one before has ended.
	 * Those that are {@link Delivery#ASYNC} or return a
	 * {@link java.util.concurrent.CompletionStage} run beside the others, and wait only
	 * for those that they name with {@link Receiver#after()}. The scopes of the calling
	 * thread apply to all of them. The context is closed only when they have ended, or
	 * {@code signals.async.shutdown-timeout} is over. If the queue of {@code ASYNC} is
	 * full, a call is made on the calling thread, whose transaction is suspended
	 * meanwhile.
	 * <p>
	 * A failure is logged, or passed to the {@link ReceiverErrorHandler} where there is
	 * one for it. It keeps no other receiver from being called.
	 * @param signal the signal
	 * @return completes with the responses of all receivers that were called, in their
	 * order: what each of them returned, or the value of the stage that it returned, or
	 * what it threw. Completes exceptionally only with an {@link OutOfMemoryError} or
	 * {@link InternalError}.
	 */
	CompletableFuture<List<Response>> sendAsync(Signal<?> signal);

	/**
	 * Do some work after the commit of the current transaction, once and with the
	 * guarantees of {@link Delivery#AFTER_COMMIT}: on the calling thread, before the
	 * caller continues, and with no transaction of its own, so that whatever it saves is
	 * committed. It takes its turn among the receivers: signals and work come in the
	 * order in which they were sent, written and left, and receivers that take lists come
	 * last. Until then it is kept in memory only: for work that must not be lost, use a
	 * {@link Delivery#DURABLE} receiver.
	 * <p>
	 * Without a transaction, the work is done immediately, on the calling thread and
	 * outside of any transaction. If the transaction is rolled back, or a savepoint that
	 * is older than the work, it is never done. Nor is it done if nobody knows what
	 * became of the commit, or if this method is called when the transaction has already
	 * completed; a log message says so. Nested transactions join the outermost one. Mute
	 * and import scopes do not apply, and are not open during the work.
	 * <p>
	 * An exception does not reach the caller, and keeps no receiver or other work from
	 * being called. It is logged, or passed to the {@link ReceiverErrorHandler}, as that
	 * of a receiver with the uid {@code signals.afterCommit}. Only an
	 * {@link OutOfMemoryError} or {@link InternalError} is rethrown.
	 * @param work the work
	 */
	void afterCommit(Runnable work);

	/**
	 * Do some work after the rollback of the current transaction, once and with the
	 * guarantees of {@link Delivery#AFTER_ROLLBACK}: on the calling thread, when the
	 * transaction has ended, and with no transaction of its own, so that whatever it
	 * saves is committed. If only a savepoint is rolled back that is older than the work,
	 * it is done when the transaction around it has ended, whichever way.
	 * <p>
	 * It is never done without a transaction, after a commit, or if nobody knows what
	 * became of the commit. Order, scopes and exceptions are those of
	 * {@link #afterCommit(Runnable)}, with the uid {@code signals.afterRollback}.
	 * @param work the work
	 */
	void afterRollback(Runnable work);

	/**
	 * Send a signal of the application to one {@link Delivery#DURABLE} receiver alone, as
	 * {@link #send(Signal)} does: its call is recorded in the current transaction, or
	 * immediately without one, and made soon after the commit, with the guarantees of
	 * that delivery. Other receivers of the signal are not called.
	 * @param uid the uid of the receiver
	 * @param signal a signal that it hears
	 * @throws IllegalArgumentException if there is no such receiver, if it is not
	 * durable, or if it does not hear the signal
	 */
	void durably(String uid, Signal<?> signal);

	/**
	 * Return whether any receiver hears a signal of a sender.
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
	 * @return each receiver that hears the class, once for each signal that it hears:
	 * from before a save to after a delete, and in the order of the calls
	 */
	List<ReceiverExplanation> explain(Class<?> sender);

	/**
	 * Explain what would run for an entity, without running any receiver. Conditions that
	 * need nothing but the instance are evaluated.
	 * @param instance the entity
	 * @return each receiver that hears its class, as for {@link #explain(Class)}
	 */
	List<ReceiverExplanation> explain(Object instance);

	/**
	 * Return the {@link Delivery#DURABLE} calls that are waiting or parked, to inspect,
	 * replay or discard them.
	 * @return the calls; none if there is no durable receiver
	 */
	DurableCalls durable();

	/**
	 * Call a {@link Delivery#DURABLE} receiver for each row that is already there, beside
	 * its other calls and across restarts, or join the back-fill that does this already.
	 * @param uid the uid of the receiver
	 * @return how far it is
	 * @throws IllegalArgumentException if there is no such receiver, or none that can be
	 * called for rows that are already there, see {@link Backfills#start(String)}
	 */
	default Backfill backfill(String uid) {
		return durable().backfills().start(uid);
	}

	/**
	 * Do some work without delivering any signals of its changes.
	 * @param work the work
	 */
	default void mute(Runnable work) {
		mute(Mute.all(), work);
	}

	/**
	 * Do some work without delivering any signals of its changes.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return what the work returns
	 */
	default <R> R mute(Supplier<R> work) {
		return mute(Mute.all(), work);
	}

	/**
	 * Do some work while some receivers, senders or signals are muted.
	 * @param mute what is not delivered
	 * @param work the work
	 */
	default void mute(Mute mute, Runnable work) {
		mute(mute, asSupplier(work));
	}

	/**
	 * Do some work while some receivers, senders or signals are muted.
	 * @param <R> the type of the result
	 * @param mute what is not delivered
	 * @param work the work
	 * @return what the work returns
	 */
	<R> R mute(Mute mute, Supplier<R> work);

	/**
	 * Load data in an import scope: only receivers with {@link Receiver#imports()} run.
	 * @param work the work
	 */
	default void importing(Runnable work) {
		importing(asSupplier(work));
	}

	/**
	 * Load data in an import scope: only receivers with {@link Receiver#imports()} run.
	 * @param <R> the type of the result
	 * @param work the work
	 * @return what the work returns
	 */
	<R> R importing(Supplier<R> work);

	/**
	 * Do some work on behalf of an actor, which {@link SignalContext#actor()} returns.
	 * @param actor who makes the changes
	 * @param work the work
	 */
	default void withActor(Object actor, Runnable work) {
		withActor(actor, asSupplier(work));
	}

	/**
	 * Do some work on behalf of an actor, which {@link SignalContext#actor()} returns.
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
