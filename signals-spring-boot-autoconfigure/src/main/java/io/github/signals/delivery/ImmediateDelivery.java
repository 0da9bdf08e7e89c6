package io.github.signals.delivery;

import java.util.List;
import java.util.Map;

import io.github.signals.Delivery;
import io.github.signals.FailureSignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalTrace;

/**
 * Delivers a signal of no transaction at once, as if one had been committed.
 *
 * @param transaction what knows of the transactions around
 * @param registry the connected receivers
 */
record ImmediateDelivery(JournalTransaction transaction, ReceiverRegistry registry) {

	void deliver(JournalEntry entry) {
		List<JournalEntry> entries = List.of(entry);
		SignalTrace trace = entry.route().trace();
		if (trace != null) {
			trace.kept(entry.signal(), entry.context(), entry.route().deferred(), entry::admits, null);
		}
		if (entry.signal() instanceof FailureSignal) {
			// No transaction is going to be rolled back.
			AfterCompletionPhase.deliver(entries, true, Outcome.ROLLED_BACK, this.transaction::suspend);
			return;
		}
		try {
			BeforeCommitPhase.deliver(entries, true);
		}
		finally {
			deliverCommitted(entries);
			if (trace != null) {
				trace.dropped(entry.signal(), entry.context(),
						(receiver) -> receiver.delivery() == Delivery.AFTER_ROLLBACK);
			}
		}
	}

	/**
	 * Record the call of one receiver alone, whatever its conditions.
	 */
	void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		CallRecording recording = this.transaction.openRecording();
		recording.record(receiver, signal, context, Map.of(), false);
		recording.write();
		recording.committed();
	}

	private void deliverCommitted(List<JournalEntry> entries) {
		CallRecording recording = this.registry.hasDurableReceivers() ? this.transaction.openRecording() : null;
		try {
			if (recording != null) {
				RecordingPhase.record(entries, true, recording);
				recording.committed();
			}
		}
		finally {
			AfterCompletionPhase.deliver(entries, true, Outcome.COMMITTED, this.transaction::suspend);
		}
		InlineCalls.make(recording, this.transaction::suspend);
	}

}
