package io.github.signals.actuate;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What has become of one receiver of a signal, or of one of its calls. It holds the
 * receiver itself only while that is still to hear of its transaction.
 *
 * @param uid the receiver
 * @param delivery when and on which thread it runs
 * @param state what has become of it
 * @param reason why it was left out, or {@code null}
 * @param time when it was last called, or {@code null}
 * @param nanos how long the last call took, or {@code null}
 * @param error the class of what the last call threw, or {@code null}
 * @param thread the thread of the last call, or {@code null}
 * @param attempt which attempt of a recorded call that was, or {@code null}
 * @param nextAttempt when the next one is due, or {@code null}
 * @param id what identifies a recorded call, or {@code null}
 * @param waiting the receiver that is to hear of its transaction, or {@code null}
 */
record TraceCall(String uid, String delivery, State state, @Nullable LeftOut reason, @Nullable Instant time,
		@Nullable Long nanos, @Nullable String error, @Nullable String thread, @Nullable Integer attempt,
		@Nullable Instant nextAttempt, @Nullable UUID id, @Nullable RegisteredReceiver waiting) {

	static TraceCall waiting(RegisteredReceiver receiver) {
		return new TraceCall(receiver.uid(), receiver.delivery().name(), State.WAITING, null, null, null, null, null,
				null, null, null, receiver);
	}

	static TraceCall leftOut(RegisteredReceiver receiver, LeftOut reason) {
		return waiting(receiver).leftOut(reason);
	}

	TraceCall leftOut(LeftOut reason) {
		return new TraceCall(this.uid, this.delivery, State.LEFT_OUT, reason, this.time, this.nanos, this.error,
				this.thread, this.attempt, null, this.id, null);
	}

	TraceCall notDelivered() {
		return new TraceCall(this.uid, this.delivery, State.NOT_DELIVERED, null, this.time, this.nanos, this.error,
				this.thread, this.attempt, null, this.id, null);
	}

	TraceCall recorded(UUID id) {
		return new TraceCall(this.uid, this.delivery, this.state, this.reason, this.time, this.nanos, this.error,
				this.thread, this.attempt, this.nextAttempt, id, this.waiting);
	}

	/**
	 * Return this with an attempt that is about to be made.
	 */
	TraceCall attempted(int attempt) {
		return new TraceCall(this.uid, this.delivery, State.WAITING, null, this.time, this.nanos, this.error,
				this.thread, attempt, null, this.id, null);
	}

	/**
	 * Return this with a call that has ended.
	 */
	TraceCall called(Instant time, long nanos, @Nullable Throwable failure, String thread) {
		return new TraceCall(this.uid, this.delivery, (failure != null) ? State.FAILED : State.RETURNED, null, time,
				nanos, (failure != null) ? failure.getClass().getName() : null, thread, this.attempt, null, this.id,
				null);
	}

	/**
	 * Return this with an attempt that has failed.
	 */
	TraceCall failed(int attempt, Throwable failure, @Nullable Instant next) {
		return new TraceCall(this.uid, this.delivery, (next != null) ? State.WAITING : State.PARKED, null, this.time,
				this.nanos, failure.getClass().getName(), this.thread, attempt, next, this.id, null);
	}

	/**
	 * Return this without its receiver, whose transaction has ended.
	 */
	TraceCall settled() {
		return (this.waiting == null) ? this : new TraceCall(this.uid, this.delivery, this.state, this.reason,
				this.time, this.nanos, this.error, this.thread, this.attempt, this.nextAttempt, this.id, null);
	}

	/**
	 * Return whether a receiver is to hear of its transaction.
	 */
	boolean isWaitingFor(Predicate<RegisteredReceiver> which) {
		return this.waiting != null && which.test(this.waiting);
	}

	/**
	 * Return whether this is a call of a receiver that is still to be made.
	 */
	boolean isWaiting(RegisteredReceiver receiver) {
		return this.state == State.WAITING && this.uid.equals(receiver.uid());
	}

	/**
	 * What has become of a receiver.
	 */
	enum State {

		/** It has returned. */
		RETURNED,

		/** It has thrown something. */
		FAILED,

		/** It is to be called: at the end of the transaction, or by a recorded call. */
		WAITING,

		/** What it was to hear did not happen, or it was not called in time. */
		NOT_DELIVERED,

		/** It does not hear the signal. */
		LEFT_OUT,

		/** Its recorded call has failed, and is not tried again. */
		PARKED

	}

}
