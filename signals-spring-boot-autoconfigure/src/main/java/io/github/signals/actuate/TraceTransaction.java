package io.github.signals.actuate;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.dispatch.TransactionTrace;

/**
 * A transaction in which signals were sent. Until it has ended, it knows its last
 * entries, whose receivers wait for that.
 */
final class TraceTransaction implements TransactionTrace {

	private final long number;

	private final @Nullable String name;

	private final int limit;

	private final LongSupplier versions;

	private final String thread = Thread.currentThread().getName();

	private final Instant started = Instant.now();

	private final Deque<WeakReference<Waiting>> entries = new ArrayDeque<>();

	private @Nullable String using;

	private @Nullable Instant ended;

	private @Nullable End end;

	private long version;

	/**
	 * Create a transaction.
	 * @param number what tells it from others
	 * @param name what the application calls it, or {@code null}
	 * @param limit how many entries are remembered
	 * @param versions gives each change its version
	 */
	TraceTransaction(long number, @Nullable String name, int limit, LongSupplier versions) {
		this.number = number;
		this.name = name;
		this.limit = limit;
		this.versions = versions;
		this.version = versions.getAsLong();
	}

	/**
	 * Return what tells it from others.
	 */
	long number() {
		return this.number;
	}

	/**
	 * Add an entry.
	 * @param using the bean name of the transaction manager, or {@code null} if the
	 * signal does not say
	 * @param entry is told when those who wait for the transaction have been called, if
	 * it is still remembered
	 */
	synchronized void add(@Nullable String using, Waiting entry) {
		if (this.using == null && using != null) {
			this.using = using;
			this.version = this.versions.getAsLong();
		}
		if (this.entries.size() == this.limit) {
			this.entries.removeFirst();
		}
		this.entries.addLast(new WeakReference<>(entry));
	}

	@Override
	public synchronized void ended(End end) {
		this.end = end;
		this.ended = Instant.now();
		this.version = this.versions.getAsLong();
	}

	@Override
	public void settled() {
		for (WeakReference<Waiting> reference : take()) {
			Waiting entry = reference.get();
			if (entry != null) {
				entry.settled(this::isLater);
			}
		}
	}

	private synchronized List<WeakReference<Waiting>> take() {
		List<WeakReference<Waiting>> taken = List.copyOf(this.entries);
		this.entries.clear();
		return taken;
	}

	/**
	 * Return whether a receiver that waits is called by somebody else later: on another
	 * thread, or from a record, which may exist even if the answer to the commit is lost.
	 */
	private synchronized boolean isLater(TraceCall call) {
		boolean async = call.delivery().equals(Delivery.ASYNC.name()) && this.end == End.COMMITTED;
		return async || call.id() != null && this.end != End.ROLLED_BACK;
	}

	/**
	 * Return what is known by now, unless somebody knows it already.
	 * @param since the version that is known
	 */
	synchronized @Nullable State since(long since) {
		return (this.version > since) ? new State(this.number, this.version, this.started, this.ended, this.end,
				this.thread, this.name, this.using) : null;
	}

	/**
	 * An entry with receivers that wait for the end of the transaction.
	 */
	interface Waiting {

		/**
		 * The transaction has ended, and whoever is to hear of it has been called.
		 * @param later which of those that still wait are called later
		 */
		void settled(Predicate<TraceCall> later);

	}

	/**
	 * What is known of a transaction at a moment.
	 *
	 * @param number what tells it from others
	 * @param version what is higher after each change
	 * @param started when its first signal was sent
	 * @param ended when it has ended, or {@code null}
	 * @param end how it has ended, or {@code null}
	 * @param thread the thread of its first signal
	 * @param name what the application calls it, or {@code null}
	 * @param using the bean name of its transaction manager, or {@code null}
	 */
	record State(long number, long version, Instant started, @Nullable Instant ended, @Nullable End end, String thread,
			@Nullable String name, @Nullable String using) {

	}

}
