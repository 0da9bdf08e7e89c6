package io.github.signals.delivery;

import java.util.List;
import java.util.function.Supplier;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Calls receivers when the transaction has ended: each of them outside of it, and
 * whatever others throw.
 */
final class AfterCompletionPhase implements Phase {

	private final Outcome outcome;

	private final IsolatedCalls around;

	private final NetCalls calls = new NetCalls();

	private AfterCompletionPhase(Outcome outcome, Suspension suspension) {
		this.outcome = outcome;
		this.around = new IsolatedCalls(suspension);
	}

	/**
	 * Deliver.
	 * @param entries what was signalled
	 * @param distinct whether no two entries can be of the same row
	 * @param outcome what became of it
	 * @param suspend keeps receivers out of the transaction
	 */
	static void deliver(List<JournalEntry> entries, boolean distinct, Outcome outcome, Supplier<Suspension> suspend) {
		if (!entries.isEmpty()) {
			try (Suspension suspension = suspend.get()) {
				JournalWalk.through(entries, distinct, new AfterCompletionPhase(outcome, suspension));
			}
		}
	}

	@Override
	public boolean isFor(RegisteredReceiver receiver) {
		return this.outcome.isHeardBy(receiver.delivery());
	}

	@Override
	public void deliver(RegisteredReceiver receiver, JournalEntry net) {
		this.around.run(receiver, () -> this.calls.make(receiver, net));
	}

	@Override
	public void end() {
		this.calls.makeBatches(this.around);
		this.around.throwError();
	}

}
