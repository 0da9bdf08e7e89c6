package io.github.signals.delivery;

import java.util.List;
import java.util.function.Consumer;

import io.github.signals.Delivery;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Calls receivers while the transaction can still fail: what one of them throws is
 * thrown.
 */
final class BeforeCommitPhase implements Phase {

	private final NetCalls calls;

	private BeforeCommitPhase(NetCalls calls) {
		this.calls = calls;
	}

	static void deliver(List<JournalEntry> entries, boolean distinct) {
		JournalWalk.through(entries, distinct, new BeforeCommitPhase(new NetCalls()));
	}

	/**
	 * Deliver, and tell of each call.
	 * @param entries what was signalled
	 * @param distinct whether no two entries can be of the same row
	 * @param called who is told of each receiver that has returned
	 */
	static void deliver(List<JournalEntry> entries, boolean distinct, Consumer<RegisteredReceiver> called) {
		NetCalls calls = new NetCalls((receiver, heard, context) -> {
			receiver.invoke(heard, context);
			called.accept(receiver);
		});
		JournalWalk.through(entries, distinct, new BeforeCommitPhase(calls));
	}

	@Override
	public boolean isFor(RegisteredReceiver receiver) {
		return receiver.delivery() == Delivery.BEFORE_COMMIT;
	}

	@Override
	public void deliver(RegisteredReceiver receiver, JournalEntry net) {
		this.calls.make(receiver, net);
	}

	@Override
	public void end() {
		this.calls.makeBatches((receiver, call) -> call.run());
	}

}
