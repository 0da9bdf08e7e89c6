package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverException;
import io.github.signals.Signal;
import io.github.signals.delivery.durable.CallPayload.Contents;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Words;

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

	private final CallSlots slots;

	private final LongAdder gone;

	private final FailureText texts;

	CallRunner(DurableStores stores, DurableStore store, CallPayload payloads, RecordedSignals signals,
			CallContexts contexts, DurableSettings settings, ScheduledExecutorService timers, CallSlots slots,
			LongAdder gone) {
		this.stores = stores;
		this.store = store;
		this.payloads = payloads;
		this.signals = signals;
		this.contexts = contexts;
		this.settings = settings;
		this.timers = timers;
		this.slots = slots;
		this.gone = gone;
		this.texts = new FailureText(settings.storeMessages());
	}

	Outcome call(RegisteredReceiver receiver, DurableCall call) {
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
	 * How a call has ended.
	 */
	enum Outcome {

		/** The receiver has returned. */
		DONE,

		/** The receiver has failed. */
		FAILED,

		/** Another node has done it. */
		LOST,

		/** The receiver could not be called. */
		UNAVAILABLE

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

		private Outcome outcome = Outcome.DONE;

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
				Outcome ended = transaction(record).execute((status) -> run(record));
				this.outcome = (ended != null) ? ended : Outcome.DONE;
			}
			catch (Exception | Error ex) {
				this.outcome = (this.begun && !CallRunner.this.slots.isInterrupting()) ? failed(unwrap(ex))
						: unavailable(ex);
			}
		}

		private Outcome unavailable(Throwable thrown) {
			log((trace) -> logger.warn(
					"Durable calls cannot be made at the moment; receiver '{}' will be tried again soon: {}",
					this.call.uid(), CallRunner.this.texts.of(thrown), trace), thrown);
			return Outcome.UNAVAILABLE;
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

		private TransactionTemplate transaction(JsonNode record) {
			CallRunner runner = CallRunner.this;
			PlatformTransactionManager manager = runner.stores.manager(runner.store, () -> CallPayload.using(record));
			TransactionTemplate template = new TransactionTemplate(manager);
			template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			template.setTimeout((int) Math.max(1, this.retries.timeout().plusMillis(999).toSeconds()));
			return template;
		}

		private Outcome run(JsonNode record) {
			if (!CallRunner.this.store.table().remove(this.call)) {
				return Outcome.LOST;
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
			return Outcome.DONE;
		}

		private RuntimeException late(@Nullable Throwable cause) {
			return new LateReceiverException(this.retries.timeout(), cause);
		}

		private void invoke(JsonNode record) {
			Contents contents = CallRunner.this.payloads.read(this.call, record);
			Signal<?> signal = CallRunner.this.signals.signal(this.receiver, this.call, contents);
			if (signal == null) {
				CallRunner.this.gone.increment();
				logger.info("Receiver '{}' is no longer called for {} of {} ({}): the row is gone", this.call.uid(),
						this.call.operation(), this.call.sender(), this.call.id());
				return;
			}
			if (!CallPayload.isUndecided(record) || this.receiver.meetsExpression(signal)) {
				this.receiver.invoke(signal, contents.context());
			}
		}

		/**
		 * Write that the call has failed, in a transaction of its own.
		 */
		private Outcome failed(Throwable failure) {
			this.failure = failure;
			int attempts = this.call.attempts() + 1;
			boolean parked = attempts >= this.retries.maxAttempts() || ImpossibleCallException.isBehind(failure);
			long delay = this.retries.delay(attempts, ThreadLocalRandom.current().nextDouble());
			String text = CallRunner.this.texts.of(failure);
			if (!store(attempts, delay, parked, text) && !store(attempts, delay, parked, FailureText.ascii(text))) {
				return Outcome.UNAVAILABLE;
			}
			report(failure, attempts, parked, Duration.ofMillis(delay));
			tell(failure, false);
			if (parked) {
				tell(failure, true);
			}
			return Outcome.FAILED;
		}

		/**
		 * Store the failure with a text, which not every database can encode.
		 */
		private boolean store(int attempts, long delay, boolean parked, String text) {
			DurableStore store = CallRunner.this.store;
			try {
				store.transaction()
					.executeWithoutResult((status) -> store.table().failed(this.call, attempts, delay, parked, text));
				return true;
			}
			catch (RuntimeException ex) {
				logger.warn("The failure of receiver '{}' could not be recorded", this.call.uid(), ex);
				return false;
			}
		}

		private void tell(Throwable failure, boolean parked) {
			try {
				CallRunner.this.signals.tell(this.receiver, this.call, failure, parked);
			}
			catch (RuntimeException | Error ex) {
				Failures.throwIfFatal(ex);
				log((thrown) -> logger.error("The error handler of receiver '{}' threw an exception", this.call.uid(),
						thrown), ex);
			}
		}

		private void report(Throwable failure, int attempts, boolean parked, Duration delay) {
			String what = "Durable receiver '" + this.call.uid() + "' (" + this.receiver.info().method()
					+ ") failed on " + this.call.operation() + " of " + this.call.sender();
			if (parked) {
				log((thrown) -> logger.error(
						"{} after {}. Call {} is parked; replay or discard it with Signals.durable(): {}", what,
						Words.count(attempts, "attempt"), this.call.id(), CallRunner.this.texts.of(failure), thrown),
						failure);
			}
			else {
				logger.warn("{} (attempt {} of {}) and will be called again in {}: {}", what, attempts,
						this.retries.maxAttempts(), Words.time(delay), CallRunner.this.texts.of(failure));
				log((thrown) -> logger.debug("{}", what, thrown), failure);
			}
		}

		/**
		 * Log a failure, with its trace if it does not fail in turn when it is asked for
		 * it.
		 */
		private void log(Consumer<@Nullable Throwable> log, Throwable failure) {
			try {
				log.accept(CallRunner.this.texts.trace(failure));
			}
			catch (RuntimeException ex) {
				log.accept(null);
			}
		}

	}

}
