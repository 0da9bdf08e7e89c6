package io.github.signals.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;

/**
 * Logs a warning about a receiver after the end of the transaction that fails too often,
 * because no caller notices its failures. Only failures are counted.
 *
 * @since 0.1.0
 */
public final class FailureRate {

	private static final Logger logger = LoggerFactory.getLogger(FailureRate.class);

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final int threshold;

	private final LongSupplier clock;

	private final Map<String, Failures> failures = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param threshold how often a receiver may fail in a minute; if it is not positive,
	 * nothing is counted
	 */
	public FailureRate(int threshold) {
		this(threshold, System::nanoTime);
	}

	FailureRate(int threshold, LongSupplier clock) {
		this.threshold = threshold;
		this.clock = clock;
	}

	/**
	 * Count what a handler is told of.
	 */
	ReceiverErrorHandler count(ReceiverErrorHandler handler) {
		if (this.threshold <= 0) {
			return handler;
		}
		return (failure) -> {
			try {
				handler.handle(failure);
			}
			finally {
				this.failures.computeIfAbsent(ReceiverKey.of(failure.receiver()), (key) -> new Failures())
					.add(failure, this.clock.getAsLong());
			}
		};
	}

	/**
	 * The failures of one receiver. A minute begins with the first failure after the last
	 * one has ended.
	 */
	private final class Failures {

		private long minute = FailureRate.this.clock.getAsLong();

		private int inMinute;

		private long since = this.minute;

		private long untold;

		private long told = this.minute - MINUTE;

		synchronized void add(ReceiverFailure failure, long now) {
			if (now - this.minute >= MINUTE) {
				if (this.inMinute <= FailureRate.this.threshold) {
					this.since = now;
					this.untold = 0;
				}
				this.minute = now;
				this.inMinute = 0;
			}
			this.inMinute++;
			this.untold++;
			if (this.inMinute > FailureRate.this.threshold && now - this.told >= MINUTE) {
				tell(failure, now);
			}
		}

		private void tell(ReceiverFailure failure, long now) {
			logger.warn(
					"Receiver '{}' ({}) has failed {} times in {} s, more often than signals.failure-rate-threshold"
							+ " allows ({} a minute); most recently on {} of {} with {}",
					failure.receiver().uid(), failure.receiver().method(), this.untold,
					TimeUnit.NANOSECONDS.toSeconds(now - this.since), FailureRate.this.threshold,
					failure.signal().getSimpleName(), failure.sender().getName(), failure.cause().getClass().getName());
			this.told = now;
			this.since = now;
			this.untold = 0;
		}

	}

}
