package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import io.github.signals.Signal;
import io.github.signals.delivery.durable.CallMerger.UnmergeableException;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Makes calls, in a transaction that also ends their records: one in a transaction of its
 * own, or several that share one.
 */
final class CallRunner {

	private static final Logger logger = LoggerFactory.getLogger(CallRunner.class);

	private final CallTools tools;

	private final CallFailures failures;

	private final CallMerger merger;

	CallRunner(CallTools tools) {
		this.tools = tools;
		this.failures = new CallFailures(tools.store(), tools.signals(), tools.settings(), tools.notes(),
				tools.notices());
		this.merger = new CallMerger(tools.store(), tools.payloads(), tools.entities(), tools.notes());
	}

	CallOutcomes call(RegisteredReceiver receiver, List<DurableCall> calls) {
		return this.tools.notes()
			.running(calls, () -> (calls.size() == 1) ? CallOutcomes.all(calls, make(receiver, calls.get(0)))
					: new SharedAttempt(this.tools, this.failures, receiver, calls).make());
	}

	private CallOutcome make(RegisteredReceiver receiver, DurableCall call) {
		if (!this.tools.settings().of(call.uid()).postponed().isMerging()) {
			return call(receiver, call);
		}
		try {
			DurableCall merged = this.merger.merge(call);
			return (merged != null) ? call(receiver, merged) : CallOutcome.DONE;
		}
		catch (UnmergeableException ex) {
			return this.failures.failed(receiver, ex.call(), Objects.requireNonNull(ex.getCause()));
		}
		catch (DataAccessException | TransactionException ex) {
			return this.failures.unavailable(call, ex);
		}
	}

	private CallOutcome call(RegisteredReceiver receiver, DurableCall call) {
		Attempt attempt = new Attempt(receiver, call, this.tools.settings().of(call.uid()));
		try {
			ParsedCall parsed = this.tools.parse(call);
			this.tools.contexts().run(parsed.surroundings(), () -> attempt.make(parsed));
		}
		catch (Exception | Error ex) {
			attempt.endedBy(ex);
		}
		Failures.throwIfFatal(attempt.failure);
		return attempt.outcome;
	}

	/**
	 * One attempt of a call.
	 */
	private final class Attempt {

		private final RegisteredReceiver receiver;

		private final DurableCall call;

		private final Retries retries;

		private boolean made;

		private boolean begun;

		private CallOutcome outcome = CallOutcome.DONE;

		private @Nullable Throwable failure;

		Attempt(RegisteredReceiver receiver, DurableCall call, Retries retries) {
			this.receiver = receiver;
			this.call = call;
			this.retries = retries;
		}

		/**
		 * Make the call, with what it needs around it. What it throws does not leave it.
		 */
		void make(ParsedCall parsed) {
			this.made = true;
			try {
				CallOutcome ended = CallTools.transaction(parsed.manager(), this.retries.timeout())
					.execute((status) -> run(parsed));
				this.outcome = (ended != null) ? ended : CallOutcome.DONE;
			}
			catch (Exception | Error ex) {
				this.outcome = (this.begun && !CallRunner.this.tools.permits().isInterrupting())
						? failed(CallFailures.unwrap(ex)) : CallRunner.this.failures.unavailable(this.call, ex);
			}
		}

		/**
		 * Something has thrown beside the call: before it, and it is not made, or after
		 * it.
		 */
		void endedBy(Throwable thrown) {
			if (!this.made) {
				this.outcome = failed(thrown);
			}
			else {
				logger.error("The thread of receiver '{}' could not be reset after its call", this.call.uid(), thrown);
			}
		}

		private CallOutcome failed(Throwable failure) {
			this.failure = failure;
			return CallRunner.this.failures.failed(this.receiver, this.call, failure);
		}

		private CallOutcome run(ParsedCall parsed) {
			if (!CallRunner.this.tools.store().table().remove(this.call)) {
				return CallOutcome.LOST;
			}
			this.begun = true;
			Deadline.of(CallRunner.this.tools.timers(), this.retries.timeout()).limit(() -> invoke(parsed));
			return CallOutcome.DONE;
		}

		private void invoke(ParsedCall parsed) {
			CallTools tools = CallRunner.this.tools;
			RecordContents contents = tools.payloads().read(this.call, parsed.record());
			Signal<?> signal = tools.signals().signal(this.receiver, this.call, contents);
			if (signal == null) {
				tools.notes().gone(this.call);
				logger.info("Receiver '{}' is no longer called for {} of {} ({}): the row is gone", this.call.uid(),
						this.call.operation(), this.call.sender(), this.call.id());
				return;
			}
			if (RecordJson.isUndecided(parsed.record()) && !this.receiver.filter().meetsExpression(signal)) {
				tools.notes().leftOut(this.call);
				return;
			}
			tools.notes().attempted(this.call, this.receiver, signal, contents.context());
			this.receiver.invoke(this.receiver.needs().isBatch() ? List.of(signal) : signal, contents.context());
		}

	}

}
