package io.github.signals.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * A signal, and what has become of its receivers. Each change has a version, which a
 * reader who has seen a higher one has not missed: it is given in the monitor of the
 * entry.
 */
final class TraceEntry implements TraceTransaction.Waiting {

	private static final int MAX_KEYS = 256;

	private final TraceSignal signal;

	private final @Nullable TraceTransaction transaction;

	private final LongSupplier versions;

	private final Instant time = Instant.now();

	private final TraceCalls calls = new TraceCalls();

	private final List<Object> keys = new ArrayList<>(2);

	private @Nullable List<String> changed;

	private boolean left;

	private long nanos;

	private long number;

	private long version;

	TraceEntry(TraceSignal signal, @Nullable TraceTransaction transaction, LongSupplier versions) {
		this.signal = signal;
		this.transaction = transaction;
		this.versions = versions;
		this.changed = signal.changed();
	}

	/**
	 * Give it its place among the others, before anybody else sees it.
	 */
	TraceEntry numbered(long number, Object key) {
		this.number = number;
		this.keys.add(key);
		return this;
	}

	static TraceEntry newer(@Nullable TraceEntry one, TraceEntry other) {
		return (one == null || one.number < other.number) ? other : one;
	}

	long number() {
		return this.number;
	}

	@Nullable TraceTransaction transaction() {
		return this.transaction;
	}

	/**
	 * Add what it can be found by.
	 * @return whether there is room, and it has not left already
	 */
	synchronized boolean addKey(Object key) {
		return !this.left && this.keys.size() < MAX_KEYS && this.keys.add(key);
	}

	/**
	 * Leave to make room for another one, and return all that this was found by.
	 */
	synchronized List<Object> leave() {
		this.left = true;
		return this.keys;
	}

	synchronized void changed(@Nullable List<String> changed) {
		if (this.changed == null && changed != null) {
			this.changed = changed;
			touch(true);
		}
	}

	synchronized void waiting(RegisteredReceiver receiver) {
		touch(this.calls.wait(receiver));
	}

	synchronized void leftOut(RegisteredReceiver receiver, LeftOut reason) {
		touch(this.calls.put((call) -> call.isWaiting(receiver), receiver, (call) -> call.leftOut(reason)));
	}

	synchronized void called(RegisteredReceiver receiver, Instant time, long nanos, @Nullable Throwable failure) {
		this.nanos += nanos;
		String thread = Thread.currentThread().getName();
		touch(this.calls.put((call) -> call.isWaiting(receiver), receiver,
				(call) -> call.called(time, nanos, failure, thread)));
	}

	synchronized void recorded(RegisteredReceiver receiver, UUID id) {
		touch(this.calls.put((call) -> call.isWaiting(receiver) && call.id() == null, receiver,
				(call) -> call.recorded(id)));
	}

	synchronized void attempted(RegisteredReceiver receiver, UUID id, int attempt) {
		touch(this.calls.put((call) -> id.equals(call.id()), receiver, (call) -> call.recorded(id).attempted(attempt)));
	}

	/**
	 * Change the recorded call that is listed here, if there is one.
	 */
	synchronized void change(UUID id, UnaryOperator<TraceCall> change) {
		touch(this.calls.change((call) -> id.equals(call.id()), change));
	}

	/**
	 * Receivers are not going to hear what they wait for.
	 */
	synchronized void dropped(Predicate<RegisteredReceiver> which) {
		touch(this.calls.replace((call) -> call.isWaitingFor(which) ? call.notDelivered() : call));
	}

	@Override
	public synchronized void settled(Predicate<TraceCall> later) {
		touch(this.calls
			.replace((call) -> (call.waiting() == null || later.test(call)) ? call.settled() : call.notDelivered()));
	}

	/**
	 * Receivers are going to hear something else instead.
	 */
	synchronized void withdrawn(Predicate<RegisteredReceiver> which) {
		touch(this.calls.remove((call) -> call.isWaitingFor(which)));
	}

	/**
	 * Return who waits for the end of the transaction.
	 */
	synchronized List<RegisteredReceiver> waiting(Predicate<RegisteredReceiver> which) {
		return this.calls.all()
			.stream()
			.filter((call) -> call.isWaitingFor(which))
			.map(TraceCall::waiting)
			.map(Objects::requireNonNull)
			.toList();
	}

	private void touch(boolean changed) {
		if (changed) {
			this.version = this.versions.getAsLong();
		}
	}

	/**
	 * Return what is known by now, unless somebody knows it already.
	 * @param since the version that is known
	 */
	synchronized @Nullable State since(long since) {
		return (this.version > since) ? new State(this.number, this.version, this.time, this.signal, this.transaction,
				this.changed, this.calls.all(), this.calls.isComplete(), this.calls.isFailed(), this.nanos) : null;
	}

	/**
	 * What is known of a signal at a moment.
	 *
	 * @param number what tells it from others, higher for newer ones
	 * @param version what is higher after each change
	 * @param time when the first receiver was called, kept or left out
	 * @param signal the signal
	 * @param transaction its transaction, or {@code null}
	 * @param changed the names of the attributes that have changed, or {@code null}
	 * @param calls what has become of its receivers
	 * @param complete whether that are all of them
	 * @param failed whether the last call of one of them has failed
	 * @param nanos how long all calls took in total
	 */
	record State(long number, long version, Instant time, TraceSignal signal, @Nullable TraceTransaction transaction,
			@Nullable List<String> changed, List<TraceCall> calls, boolean complete, boolean failed, long nanos) {

	}

}
