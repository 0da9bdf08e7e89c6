package io.github.signals.delivery.durable;

import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverException;
import io.github.signals.Signal;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Makes one call, in a transaction of its own that also ends the record of the call.
 */
final class CallRunner {

	private static final Logger logger = LoggerFactory.getLogger(CallRunner.class);

	private final DurableStores stores;

	private final DurableStore store;

	private final CallPayload payloads;

	private final RecordedSignals signals;

	private final CallContexts contexts;

	private final DurableSettings settings;

	private final ScheduledExecutorService timers;

	private final CallPermits permits;

	private final CallNotes notes;

	private final CallFailures failures;

	CallRunner(DurableStores stores, DurableStore store, CallPayload payloads, RecordedSignals signals,
			CallContexts contexts, DurableSettings settings, ScheduledExecutorService timers, CallPermits permits,
			CallNotes notes) {
		this.stores = stores;
		this.store = store;
		this.payloads = payloads;
		this.signals = signals;
		this.contexts = contexts;
		this.settings = settings;
		this.timers = timers;
		this.permits = permits;
		this.notes = notes;
		this.failures = new CallFailures(store, signals, settings, notes);
	}

	CallOutcome call(RegisteredReceiver receiver, DurableCall call) {
		Attempt attempt = new Attempt(receiver, call, this.settings.of(call.uid()));
		try {
			JsonNode record = this.payloads.parse(call);
			this.contexts.run(CallPayload.surroundings(record), () -> attempt.make(record));
		}
		catch (Exception | Error ex) {
			attempt.endedBy(ex);
		}
		Failures.throwIfFatal(attempt.failure);
		return attempt.outcome;
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof ReceiverException failed) ? failed.failure().cause() : failure;
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
		void make(JsonNode record) {
			this.made = true;
			try {
				CallOutcome ended = transaction(record).execute((status) -> run(record));
				this.outcome = (ended != null) ? ended : CallOutcome.DONE;
			}
			catch (Exception | Error ex) {
				this.outcome = (this.begun && !CallRunner.this.permits.isInterrupting()) ? failed(unwrap(ex))
						: CallRunner.this.failures.unavailable(this.call, ex);
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

		private TransactionTemplate transaction(JsonNode record) {
			CallRunner runner = CallRunner.this;
			PlatformTransactionManager manager = runner.stores.manager(runner.store, () -> CallPayload.using(record));
			TransactionTemplate template = new TransactionTemplate(manager);
			template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			template.setTimeout((int) Math.max(1, this.retries.timeout().plusMillis(999).toSeconds()));
			return template;
		}

		private CallOutcome run(JsonNode record) {
			if (!CallRunner.this.store.table().remove(this.call)) {
				return CallOutcome.LOST;
			}
			this.begun = true;
			Deadline deadline = new Deadline(CallRunner.this.timers, this.retries.timeout());
			boolean reached = true;
			try {
				invoke(record);
			}
			catch (RuntimeException | Error ex) {
				if (deadline.stop()) {
					throw late(ex);
				}
				throw ex;
			}
			finally {
				reached = deadline.stop();
			}
			if (reached) {
				throw late(null);
			}
			return CallOutcome.DONE;
		}

		private RuntimeException late(@Nullable Throwable cause) {
			return new LateReceiverException(this.retries.timeout(), cause);
		}

		private void invoke(JsonNode record) {
			RecordContents contents = CallRunner.this.payloads.read(this.call, record);
			Signal<?> signal = CallRunner.this.signals.signal(this.receiver, this.call, contents);
			if (signal == null) {
				CallRunner.this.notes.gone(this.call);
				logger.info("Receiver '{}' is no longer called for {} of {} ({}): the row is gone", this.call.uid(),
						this.call.operation(), this.call.sender(), this.call.id());
				return;
			}
			if (CallPayload.isUndecided(record) && !this.receiver.filter().meetsExpression(signal)) {
				CallRunner.this.notes.leftOut(this.call);
				return;
			}
			CallRunner.this.notes.attempted(this.call, this.receiver, signal, contents.context());
			this.receiver.invoke(signal, contents.context());
		}

	}

}
