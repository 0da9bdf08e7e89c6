package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.function.Function;

/**
 * Settings for the calls of durable receivers.
 *
 * @param threads the maximum number of calls that run at the same time on this node
 * @param pollingInterval how often to look for work that other nodes have left
 * @param heartbeatInterval how often a node reports that it is alive
 * @param sweepInterval how often to look for calls that nobody was told of
 * @param reportAfter how old a call without a receiver is when it is reported
 * @param shutdownTimeout how long running calls have to finish at shutdown
 * @param storeMessages whether exception messages are stored and logged
 * @param receivers the settings of a receiver, by its uid
 * @param chunks how back-fills record calls
 * @since 0.1.0
 */
public record DurableSettings(int threads, Duration pollingInterval, Duration heartbeatInterval, Duration sweepInterval,
		Duration reportAfter, Duration shutdownTimeout, boolean storeMessages, Function<String, Retries> receivers,
		Chunks chunks) {

	Retries of(String uid) {
		return this.receivers.apply(uid);
	}

	/**
	 * Return how long a call of a receiver waits at most.
	 */
	Duration longestWait(String uid) {
		Retries retries = of(uid);
		Duration postponed = retries.postponed().time();
		return (postponed.compareTo(retries.max()) > 0) ? postponed : retries.max();
	}

	/**
	 * How often, for how long and together with how many others a receiver is called.
	 *
	 * @param maxAttempts how often a call is tried before it is parked
	 * @param timeout how long a call may take
	 * @param initial how long to wait after the first failure
	 * @param multiplier by how much longer after each further one
	 * @param max how long to wait at most
	 * @param share how many calls share a transaction at most
	 * @param postponed how long after it was recorded a call is due
	 */
	public record Retries(int maxAttempts, Duration timeout, Duration initial, double multiplier, Duration max,
			int share, Postponed postponed) {

		/**
		 * Create the settings of a receiver whose calls are due at once.
		 * @param maxAttempts how often a call is tried before it is parked
		 * @param timeout how long a call may take
		 * @param initial how long to wait after the first failure
		 * @param multiplier by how much longer after each further one
		 * @param max how long to wait at most
		 * @param share how many calls share a transaction at most
		 */
		public Retries(int maxAttempts, Duration timeout, Duration initial, double multiplier, Duration max,
				int share) {
			this(maxAttempts, timeout, initial, multiplier, max, share, Postponed.NONE);
		}

		/**
		 * Return how long to wait after a failure.
		 * @param attempts how often the call was tried
		 * @param random a number from 0 to 1, so that not all calls come back at once
		 * @return between half of the full time and all of it, in milliseconds
		 */
		long delay(int attempts, double random) {
			double full = this.initial.toMillis() * Math.pow(this.multiplier, attempts - 1.0);
			return (long) (Math.min(full, this.max.toMillis()) * (0.5 + random / 2));
		}

	}

	/**
	 * How back-fills record calls.
	 *
	 * @param size how many rows are read at once at most
	 * @param maxWaiting how many calls of the receiver may wait at most
	 */
	public record Chunks(int size, int maxWaiting) {

	}

}
