package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import io.github.signals.BulkWrite;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.Signal;
import io.github.signals.delivery.durable.CallPayload.Contents;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes one call, in a transaction of its own that also ends the record of the call.
 */
final class CallRunner {

	private static final Logger logger = LoggerFactory.getLogger(CallRunner.class);

	private final DurableStores stores;

	private final DurableStore store;

	private final CallPayload payloads;

	private final StoredEntities entities;

	private final DurableSettings settings;

	private final ScheduledExecutorService timers;

	private final CallSlots slots;

	private final LongAdder gone = new LongAdder();

	CallRunner(DurableStores stores, DurableStore store, CallPayload payloads, StoredEntities entities,
			DurableSettings settings, ScheduledExecutorService timers, CallSlots slots) {
		this.stores = stores;
		this.store = store;
		this.payloads = payloads;
		this.entities = entities;
		this.settings = settings;
		this.timers = timers;
		this.slots = slots;
	}

	Outcome call(RegisteredReceiver receiver, DurableCall call) {
		Attempt attempt = new Attempt(receiver, call, this.settings.of(call.uid()));
		try {
			Outcome outcome = attempt.transaction().execute((status) -> attempt.run());
			return (outcome != null) ? outcome : Outcome.DONE;
		}
		catch (Exception | Error ex) {
			if (!attempt.begun || this.slots.isInterrupting()) {
				logger.warn("Durable calls cannot be made at the moment, receiver '{}' is tried again soon", call.uid(),
						ex);
				return Outcome.UNAVAILABLE;
			}
			Throwable failure = unwrap(ex);
			Outcome outcome = attempt.failed(failure);
			Failures.throwIfFatal(failure);
			return outcome;
		}
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

		private boolean begun;

		Attempt(RegisteredReceiver receiver, DurableCall call, Retries retries) {
			this.receiver = receiver;
			this.call = call;
			this.retries = retries;
		}

		TransactionTemplate transaction() {
			CallRunner runner = CallRunner.this;
			PlatformTransactionManager manager = runner.stores.manager(runner.store,
					() -> runner.payloads.using(this.call));
			TransactionTemplate template = new TransactionTemplate(manager);
			template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			template.setTimeout((int) Math.max(1, this.retries.timeout().plusMillis(999).toSeconds()));
			return template;
		}

		Outcome run() {
			if (!CallRunner.this.store.table().remove(this.call)) {
				return Outcome.LOST;
			}
			this.begun = true;
			Deadline deadline = new Deadline(CallRunner.this.timers, this.retries.timeout());
			boolean reached = true;
			try {
				invoke();
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
			return new IllegalStateException("The receiver took longer than " + this.retries.timeout(), cause);
		}

		private void invoke() {
			Contents contents = CallRunner.this.payloads.read(this.call);
			Signal<?> signal = signal(contents);
			if (signal == null) {
				CallRunner.this.gone.increment();
				logger.info("Receiver '{}' is not called any more for {} of {} ({}): its row is gone", this.call.uid(),
						this.call.operation(), this.call.sender(), this.call.id());
				return;
			}
			this.receiver.invoke(signal, contents.context());
		}

		private @Nullable Signal<?> signal(Contents contents) {
			Class<?> sender = ClassUtils.resolveClassName(this.call.sender(), CallRunner.this.payloads.classLoader());
			if (this.call.operation() == Operation.BULK) {
				return new BulkWrite<>(sender, BulkWrite.Operation.valueOf(String.valueOf(contents.bulk())),
						contents.rows(), contents.ids(), contents.context());
			}
			Object id = contents.id();
			Object instance = (id != null) ? instance(sender, id, contents) : null;
			if (instance == null) {
				return null;
			}
			if (this.call.operation() == Operation.DELETED) {
				return new PostDelete<>(sender, instance, contents.context());
			}
			return new PostSave<>(sender, instance, this.call.operation() == Operation.CREATED, contents.changes(),
					contents.context());
		}

		private @Nullable Object instance(Class<?> sender, Object id, Contents contents) {
			StoredEntities entities = CallRunner.this.entities;
			if (this.call.operation() == Operation.DELETED) {
				return entities.restore(sender, id, contents.last());
			}
			Object instance = entities.find(sender, id);
			return (instance != null || this.receiver.takesInstance()) ? instance
					: entities.restore(sender, id, contents.created());
		}

		/**
		 * Write that the call has failed, in a transaction of its own.
		 */
		Outcome failed(Throwable failure) {
			int attempts = this.call.attempts() + 1;
			boolean parked = attempts >= this.retries.maxAttempts();
			long delay = this.retries.delay(attempts, ThreadLocalRandom.current().nextDouble());
			try {
				CallRunner.this.store.transaction()
					.executeWithoutResult((status) -> CallRunner.this.store.table()
						.failed(this.call, attempts, System.currentTimeMillis() + delay, parked, describe(failure)));
			}
			catch (RuntimeException ex) {
				logger.warn("The failure of receiver '{}' could not be recorded, it is tried again soon",
						this.call.uid(), ex);
				return Outcome.UNAVAILABLE;
			}
			report(failure, attempts, parked, Duration.ofMillis(delay));
			return Outcome.FAILED;
		}

		private void report(Throwable failure, int attempts, boolean parked, Duration delay) {
			String what = "Durable receiver '" + this.call.uid() + "' (" + this.receiver.info().method()
					+ ") failed on " + this.call.operation() + " of " + this.call.sender();
			if (parked) {
				logger.error("{}, after {} attempts. Call {} is parked: Signals.durable() can replay or discard it",
						what, attempts, this.call.id(), failure);
			}
			else {
				logger.warn("{}, attempt {} of {}, and is called again in {}: {}", what, attempts,
						this.retries.maxAttempts(), delay, describe(failure));
				logger.debug("{}", what, failure);
			}
		}

		private static String describe(Throwable failure) {
			return failure.toString();
		}

	}

	/**
	 * Return how many calls were not made because the row was gone.
	 */
	long gone() {
		return this.gone.sum();
	}

}
