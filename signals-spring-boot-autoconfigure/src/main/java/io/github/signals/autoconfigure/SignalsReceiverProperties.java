package io.github.signals.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Configuration properties for a single durable receiver, which override those for all of
 * them.
 *
 * @since 0.1.0
 */
public class SignalsReceiverProperties {

	/**
	 * Maximum number of attempts before a call is parked.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * How long a call may take before it is interrupted and considered failed.
	 */
	private @Nullable Duration timeout;

	/**
	 * Maximum number of calls that share a transaction. A call that fails has the calls
	 * repeated that share with it. After 50 ms, no more calls begin in a transaction. By
	 * default, each call has a transaction of its own.
	 */
	private @Nullable Integer share;

	/**
	 * How long after it was recorded a call is due, by the clock of the database. By
	 * default, it is due at once.
	 */
	private @Nullable Duration delay;

	/**
	 * How long after the last change of an entity its receiver is called, once for all
	 * changes since the previous call. By default, it is called for each change of a
	 * transaction, at once.
	 */
	private @Nullable Duration debounce;

	private final BackOff backOff = new BackOff();

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public @Nullable Integer getShare() {
		return this.share;
	}

	public void setShare(@Nullable Integer share) {
		this.share = share;
	}

	public @Nullable Duration getDelay() {
		return this.delay;
	}

	public void setDelay(@Nullable Duration delay) {
		this.delay = delay;
	}

	public @Nullable Duration getDebounce() {
		return this.debounce;
	}

	public void setDebounce(@Nullable Duration debounce) {
		this.debounce = debounce;
	}

	public BackOff getBackOff() {
		return this.backOff;
	}

	/**
	 * Delays between the attempts of a call.
	 */
	public static class BackOff {

		/**
		 * Maximum delay after the first failure. The minimum delay is half of it.
		 */
		private @Nullable Duration initial;

		/**
		 * Factor by which the delay grows after each further failure.
		 */
		private @Nullable Double multiplier;

		/**
		 * Maximum delay between two attempts.
		 */
		private @Nullable Duration max;

		public @Nullable Duration getInitial() {
			return this.initial;
		}

		public void setInitial(@Nullable Duration initial) {
			this.initial = initial;
		}

		public @Nullable Double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(@Nullable Double multiplier) {
			this.multiplier = multiplier;
		}

		public @Nullable Duration getMax() {
			return this.max;
		}

		public void setMax(@Nullable Duration max) {
			this.max = max;
		}

	}

}
