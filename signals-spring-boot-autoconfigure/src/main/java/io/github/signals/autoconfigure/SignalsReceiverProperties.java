package io.github.signals.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be configured of one durable receiver, instead of what holds for all.
 *
 * @since 0.1.0
 */
public class SignalsReceiverProperties {

	/**
	 * How often a call is tried before it is parked.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * How long a call may take before it is interrupted and counts as failed.
	 */
	private @Nullable Duration timeout;

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

	public BackOff getBackOff() {
		return this.backOff;
	}

	/**
	 * How long to wait before a call is tried again.
	 */
	public static class BackOff {

		/**
		 * The longest wait after the first failure. The shortest is half of it.
		 */
		private @Nullable Duration initial;

		/**
		 * By which factor the wait grows after each further failure.
		 */
		private @Nullable Double multiplier;

		/**
		 * The longest wait between two attempts.
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
