package io.github.signals.delivery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.BulkWrite;
import io.github.signals.DataSignal;
import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.CallRehearsal;
import io.github.signals.dispatch.CausedContext;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchContext.Recorded;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.Payloads;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What the commit of a transaction would lead to, done in the transaction: for tests.
 */
final class SimulatedCommit {

	private static final Logger logger = LoggerFactory.getLogger(SimulatedCommit.class);

	private final JournalEntries taken;

	private final @Nullable CallRehearsal rehearsal;

	private SimulatedCommit(JournalEntries taken, Supplier<CallRecorder> recorder) {
		this.taken = taken;
		boolean durable = receivers(taken).stream().anyMatch((receiver) -> receiver.delivery() == Delivery.DURABLE);
		this.rehearsal = durable ? recorder.get().rehearse() : null;
	}

	/**
	 * Deliver what a journal holds, and what is signalled meanwhile. A chain of receivers
	 * is ended by its depth, as it is after a commit, and one that hides its depth here.
	 */
	static void run(Journal journal, boolean readOnly, RecursionLimit recursion, Supplier<CallRecorder> recorder) {
		JournalEntries taken = journal.take(readOnly);
		for (int round = 0; !taken.isEmpty(); round++) {
			if (recursion.isExceeded(round)) {
				throw recursion.exceeded("Receivers after the commit have triggered one another", receivers(taken));
			}
			new SimulatedCommit(taken, recorder).deliver();
			taken = journal.take(readOnly);
		}
	}

	private static Set<RegisteredReceiver> receivers(JournalEntries taken) {
		Set<RegisteredReceiver> receivers = new LinkedHashSet<>();
		taken.all().forEach((entry) -> receivers.addAll(entry.receivers()));
		return receivers;
	}

	/**
	 * Record calls as the commit would, which can still fail for it, and make all calls.
	 */
	private void deliver() {
		if (this.rehearsal != null) {
			RecordingPhase.record(this.taken.all(), this.taken.isDistinct(), this.rehearsal);
		}
		try {
			JournalWalk.through(this.taken.undone(), false, new SimulatedPhase(Outcome.ROLLED_BACK));
		}
		finally {
			JournalWalk.through(this.taken.all(), this.taken.isDistinct(), new SimulatedPhase(Outcome.COMMITTED));
		}
	}

	/**
	 * Call a receiver, whatever thread and transaction its delivery would give it.
	 */
	private void invoke(RegisteredReceiver receiver, Object payload, DispatchContext context) {
		if (this.rehearsal != null && receiver.delivery() == Delivery.DURABLE) {
			this.rehearsal.call(Payloads.last(payload), () -> invokeDurable(receiver, payload, context));
		}
		else {
			receiver.invokeHere(payload, context);
		}
	}

	private static void invokeDurable(RegisteredReceiver receiver, Object payload, DispatchContext context) {
		Object heard;
		if (payload instanceof List<?> batch) {
			heard = batch.stream()
				.map((each) -> recorded((Signal<?>) each, recorded(contextOf(each, context))))
				.toList();
		}
		else {
			heard = recorded((Signal<?>) payload, recorded(context));
		}
		try {
			receiver.invokeHere(heard, contextOf(Payloads.last(heard), context));
		}
		catch (ReceiverException | Error ex) {
			ReceiverFailure failure = Failures.of(ex);
			if (failure == null || Failures.isFatal(ex)) {
				throw ex;
			}
			logger.error("{}. After a real commit, it would be called again", failure.describe(), failure.cause());
		}
	}

	private static DispatchContext contextOf(Object signal, DispatchContext last) {
		return (signal instanceof DataSignal<?> own && own.context() instanceof DispatchContext context) ? context
				: last;
	}

	private static DispatchContext recorded(DispatchContext context) {
		return CausedContext.by(context.cause(),
				new DispatchContext(new Recorded(UUID.randomUUID(), context::actor, context.causedBy(),
						context.imported(), context.depth(), Map.of()), context.using(), context.origin(),
						context.identifiers()));
	}

	/**
	 * Return a signal as a durable receiver hears it, with the context of its call.
	 */
	private static Signal<?> recorded(Signal<?> signal, DispatchContext context) {
		if (signal instanceof PostSave<?> saved) {
			return new PostSave<>(saved.sender(), saved.instance(), saved.created(), saved.changes(), context);
		}
		if (signal instanceof PostDelete<?> deleted) {
			return new PostDelete<>(deleted.sender(), deleted.instance(), context);
		}
		return (signal instanceof BulkWrite<?> bulk)
				? new BulkWrite<>(bulk.sender(), bulk.operation(), bulk.rows(), bulk.ids(), context) : signal;
	}

	/**
	 * Delivers as if the transaction had ended, in this thread and in the transaction.
	 */
	private final class SimulatedPhase implements Phase {

		private final Outcome outcome;

		private final IsolatedCalls around = new IsolatedCalls((receiver, call) -> call.run());

		private final NetCalls calls = new NetCalls(SimulatedCommit.this::invoke);

		SimulatedPhase(Outcome outcome) {
			this.outcome = outcome;
		}

		@Override
		public boolean isFor(RegisteredReceiver receiver) {
			boolean recorded = this.outcome == Outcome.COMMITTED && receiver.delivery() == Delivery.DURABLE;
			return recorded || this.outcome.isHeardBy(receiver.delivery());
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

}
