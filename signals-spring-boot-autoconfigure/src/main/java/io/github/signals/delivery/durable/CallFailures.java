package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.ReceiverException;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Words;

/**
 * Writes that a call has failed, and tells who is to know: the log and the error handler.
 */
final class CallFailures {

	private static final Logger logger = LoggerFactory.getLogger(CallFailures.class);

	private final DurableStore store;

	private final RecordedSignals signals;

	private final DurableSettings settings;

	private final CallNotes notes;

	private final ParkedNotices notices;

	private final FailureText texts;

	CallFailures(DurableStore store, RecordedSignals signals, DurableSettings settings, CallNotes notes,
			ParkedNotices notices) {
		this.store = store;
		this.signals = signals;
		this.settings = settings;
		this.notes = notes;
		this.notices = notices;
		this.texts = new FailureText(settings.storeMessages());
	}

	/**
	 * Return what a receiver has thrown.
	 */
	static Throwable unwrap(Throwable failure) {
		return (failure instanceof ReceiverException failed) ? failed.failure().cause() : failure;
	}

	/**
	 * Write that a call has failed, in a transaction of its own.
	 */
	CallOutcome failed(RegisteredReceiver receiver, DurableCall call, Throwable failure) {
		Retries retries = this.settings.of(call.uid());
		int attempts = call.attempts() + 1;
		boolean parked = attempts >= retries.maxAttempts() || ImpossibleCallException.isBehind(failure);
		long delay = retries.delay(attempts, ThreadLocalRandom.current().nextDouble());
		Failed failed = new Failed(receiver, call, failure, attempts, parked, Duration.ofMillis(delay));
		String text = this.texts.of(failure);
		List<DurableCall> written = store(failed, text);
		written = (written != null) ? written : store(failed, FailureText.ascii(text));
		if (written == null) {
			return CallOutcome.UNAVAILABLE;
		}
		this.notes.failed(call, attempts, failure, parked ? null : failed.delay());
		report(failed, retries.maxAttempts());
		tell(failed, false);
		if (parked) {
			tell(failed, true);
		}
		ParkedNotices.wake(this.store, written);
		return CallOutcome.FAILED;
	}

	/**
	 * Store the failure with a text, which not every database can encode, and with it the
	 * notices that the call is parked, unless another node has parked it.
	 * @return the notices, or {@code null} if the failure could not be stored
	 */
	private @Nullable List<DurableCall> store(Failed failed, String text) {
		DurableCall call = failed.call();
		try {
			List<DurableCall> notices = failed.parked()
					? this.notices.of(failed.receiver(), call, failed.attempts(), text) : List.of();
			return this.store.transaction().execute((status) -> {
				boolean stored = this.store.table()
					.failed(call, failed.attempts(), failed.delay().toMillis(), failed.parked(), text);
				List<DurableCall> written = stored ? notices : List.of();
				this.store.table().insert(written);
				return written;
			});
		}
		catch (RuntimeException ex) {
			logger.warn("The failure of receiver '{}' could not be recorded", call.uid(), ex);
			return null;
		}
	}

	private void tell(Failed failed, boolean parked) {
		try {
			this.signals.tell(failed.receiver(), failed.call(), failed.failure(), parked);
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			log((thrown) -> logger.error("The error handler of receiver '{}' threw an exception", failed.call().uid(),
					thrown), ex);
		}
	}

	private void report(Failed failed, int maxAttempts) {
		DurableCall call = failed.call();
		String what = "Durable receiver '" + call.uid() + "' (" + failed.receiver().info().method() + ") failed on "
				+ call.operation() + " of " + call.sender();
		Throwable failure = failed.failure();
		if (failed.parked()) {
			log((thrown) -> logger.error(
					"{} after {}. Call {} is parked; replay or discard it with Signals.durable(): {}", what,
					Words.count(failed.attempts(), "attempt"), call.id(), this.texts.of(failure), thrown), failure);
		}
		else {
			logger.warn("{} (attempt {} of {}) and will be called again in {}: {}", what, failed.attempts(),
					maxAttempts, Words.time(failed.delay()), this.texts.of(failure));
			log((thrown) -> logger.debug("{}", what, thrown), failure);
		}
	}

	/**
	 * Tell that a call could not be made, which is not the fault of its receiver.
	 */
	CallOutcome unavailable(DurableCall call, Throwable thrown) {
		log((trace) -> logger.warn(
				"Durable calls cannot be made at the moment; receiver '{}' will be tried again soon: {}", call.uid(),
				this.texts.of(thrown), trace), thrown);
		return CallOutcome.UNAVAILABLE;
	}

	/**
	 * Log a failure, with its trace if it does not fail in turn when it is asked for it.
	 */
	private void log(Consumer<@Nullable Throwable> log, Throwable failure) {
		try {
			log.accept(this.texts.trace(failure));
		}
		catch (RuntimeException ex) {
			log.accept(null);
		}
	}

	/**
	 * A call that has failed.
	 *
	 * @param receiver the receiver
	 * @param call the call
	 * @param failure what was thrown
	 * @param attempts how often the call was tried
	 * @param parked whether it is not tried any more
	 * @param delay how long to wait before the next attempt
	 */
	private record Failed(RegisteredReceiver receiver, DurableCall call, Throwable failure, int attempts,
			boolean parked, Duration delay) {
	}

}
