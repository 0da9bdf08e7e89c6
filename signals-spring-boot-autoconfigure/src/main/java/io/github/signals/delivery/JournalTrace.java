package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.Delivery;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalTrace;
import io.github.signals.dispatch.TransactionTrace;
import io.github.signals.dispatch.TransactionTrace.End;

/**
 * Notes what becomes of the signals of one transaction, from the first of them on. Where
 * nobody looks, a journal has none.
 */
final class JournalTrace {

	private final SignalTrace trace;

	private final @Nullable String name;

	private @Nullable TransactionTrace transaction;

	private JournalTrace(SignalTrace trace, @Nullable String name) {
		this.trace = trace;
		this.name = name;
	}

	static @Nullable JournalTrace of(@Nullable SignalTrace trace, JournalTransaction transaction) {
		return (trace != null) ? new JournalTrace(trace, transaction.name()) : null;
	}

	/**
	 * Return the transaction, of which a signal is to be noted.
	 */
	TransactionTrace transaction() {
		TransactionTrace known = this.transaction;
		if (known == null) {
			known = this.trace.begin(this.name);
			this.transaction = known;
		}
		return known;
	}

	void added(JournalEntry entry) {
		this.trace.kept(entry.signal(), entry.context(), entry.route().deferred(), entry::admits, transaction());
	}

	/**
	 * A savepoint takes signals back: only who hears of a rollback may hear of them.
	 */
	void takenBack(List<JournalEntry> entries) {
		entries.forEach((entry) -> this.trace.dropped(entry.signal(), entry.context(),
				(receiver) -> receiver.delivery() != Delivery.AFTER_ROLLBACK));
	}

	/**
	 * The transaction has ended.
	 * @param outcome how it has ended
	 * @param deliver calls the receivers that hear how
	 */
	void completed(Outcome outcome, Runnable deliver) {
		TransactionTrace known = this.transaction;
		if (known == null) {
			deliver.run();
			return;
		}
		known.ended(switch (outcome) {
			case COMMITTED -> End.COMMITTED;
			case ROLLED_BACK -> End.ROLLED_BACK;
			case ABANDONED, UNKNOWN, TOO_LATE -> End.UNKNOWN;
		});
		try {
			deliver.run();
		}
		finally {
			known.settled();
		}
	}

	/**
	 * Note that receivers hear the net change of entries.
	 * @param entries the entries of one entity
	 * @param net their net change, or {@code null} if they hear nothing
	 * @param hearing which receivers
	 */
	static void summedUp(List<JournalEntry> entries, @Nullable JournalEntry net,
			Predicate<RegisteredReceiver> hearing) {
		SignalTrace trace = entries.isEmpty() ? null : entries.get(0).route().trace();
		if (trace == null || entries.size() == 1 && net != null) {
			return;
		}
		List<DataSignal<?>> signals = new ArrayList<>();
		for (JournalEntry entry : entries) {
			if (entry.signal() instanceof DataSignal<?> signal) {
				signals.add(signal);
			}
		}
		trace.summedUp(signals, (net != null && net.signal() instanceof DataSignal<?> signal) ? signal : null, hearing);
	}

}
