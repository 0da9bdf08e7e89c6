package io.github.signals.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties for signals.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("signals")
public class SignalsProperties {

	/**
	 * Whether to connect receivers and capture changes.
	 */
	private boolean enabled = true;

	/**
	 * Whether to log the number of receivers at startup.
	 */
	private boolean startupReport = true;

	/**
	 * How long a receiver may keep its caller's transaction waiting before a warning
	 * names it. The warning is logged while the receiver is still running, at most once a
	 * minute. Zero or a negative value turns the warning off.
	 */
	private Duration slowReceiverThreshold = Duration.ofMillis(500);

	/**
	 * How many times a minute a receiver that runs after the end of the transaction may
	 * fail before a warning names it, at most once a minute. Zero or a negative value
	 * turns the warning off.
	 */
	private int failureRateThreshold = 10;

	private final Capture capture = new Capture();

	private final Bulk bulk = new Bulk();

	private final Async async = new Async();

	@NestedConfigurationProperty
	private final SignalsDurableProperties durable = new SignalsDurableProperties();

	private final Recursion recursion = new Recursion();

	@NestedConfigurationProperty
	private final SignalsObservationProperties observation = new SignalsObservationProperties();

	@NestedConfigurationProperty
	private final SignalsTraceProperties trace = new SignalsTraceProperties();

	@NestedConfigurationProperty
	private final SignalsRequestsProperties requests = new SignalsRequestsProperties();

	/**
	 * Settings of individual receivers, keyed by uid.
	 */
	private final Map<String, Receiver> receivers = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isStartupReport() {
		return this.startupReport;
	}

	public void setStartupReport(boolean startupReport) {
		this.startupReport = startupReport;
	}

	public Duration getSlowReceiverThreshold() {
		return this.slowReceiverThreshold;
	}

	public void setSlowReceiverThreshold(Duration slowReceiverThreshold) {
		this.slowReceiverThreshold = slowReceiverThreshold;
	}

	public int getFailureRateThreshold() {
		return this.failureRateThreshold;
	}

	public void setFailureRateThreshold(int failureRateThreshold) {
		this.failureRateThreshold = failureRateThreshold;
	}

	public Capture getCapture() {
		return this.capture;
	}

	public Bulk getBulk() {
		return this.bulk;
	}

	public Async getAsync() {
		return this.async;
	}

	public SignalsDurableProperties getDurable() {
		return this.durable;
	}

	public SignalsObservationProperties getObservation() {
		return this.observation;
	}

	public SignalsTraceProperties getTrace() {
		return this.trace;
	}

	public SignalsRequestsProperties getRequests() {
		return this.requests;
	}

	public Recursion getRecursion() {
		return this.recursion;
	}

	public Map<String, Receiver> getReceivers() {
		return this.receivers;
	}

	boolean isReceiverEnabled(String uid) {
		return this.receivers.entrySet()
			.stream()
			.filter((entry) -> isSame(entry.getKey(), uid))
			.allMatch((entry) -> entry.getValue().isEnabled());
	}

	/**
	 * Return whether a key names a receiver: without brackets a key loses all but
	 * letters, digits, dashes and dots.
	 * @param configured the key below {@code signals.receivers}
	 * @param uid the uid of the receiver
	 * @return whether the key is meant for the receiver
	 */
	public static boolean isSame(String configured, String uid) {
		return uniform(configured).equals(uniform(uid));
	}

	private static String uniform(String uid) {
		return uid.replaceAll("[^A-Za-z0-9.#]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * How changes are captured.
	 */
	public static class Capture {

		/**
		 * Whether to capture calls of Spring Data repositories.
		 */
		private boolean repositories = true;

		/**
		 * Whether to capture what Hibernate's persistence contexts write.
		 */
		private boolean persistence = true;

		public boolean isRepositories() {
			return this.repositories;
		}

		public void setRepositories(boolean repositories) {
			this.repositories = repositories;
		}

		public boolean isPersistence() {
			return this.persistence;
		}

		public void setPersistence(boolean persistence) {
			this.persistence = persistence;
		}

	}

	/**
	 * Statements that write many rows at once.
	 */
	public static class Bulk {

		/**
		 * Whether to warn at startup about modifying queries on entities whose rows have
		 * receivers.
		 */
		private boolean startupWarning = true;

		public boolean isStartupWarning() {
			return this.startupWarning;
		}

		public void setStartupWarning(boolean startupWarning) {
			this.startupWarning = startupWarning;
		}

	}

	/**
	 * The executor of asynchronous receivers.
	 */
	public static class Async {

		/**
		 * Name of the Executor bean to use. By default, the library uses a bounded
		 * executor of its own, with virtual threads on Java 21 or later.
		 */
		private @Nullable String executor;

		/**
		 * Maximum number of receivers that run at the same time on the library's own
		 * executor.
		 */
		private int threads = 8;

		/**
		 * Maximum number of calls that wait in the queue of the library's own executor.
		 * When the queue is full, the caller's thread runs the receiver.
		 */
		private int queueCapacity = 1000;

		/**
		 * How long to wait at shutdown for the calls that the library's own executor has
		 * accepted.
		 */
		private Duration shutdownTimeout = Duration.ofSeconds(30);

		public @Nullable String getExecutor() {
			return this.executor;
		}

		public void setExecutor(@Nullable String executor) {
			this.executor = executor;
		}

		public int getThreads() {
			return this.threads;
		}

		public void setThreads(int threads) {
			this.threads = threads;
		}

		public int getQueueCapacity() {
			return this.queueCapacity;
		}

		public void setQueueCapacity(int queueCapacity) {
			this.queueCapacity = queueCapacity;
		}

		public Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
		}

	}

	/**
	 * Limits for receivers that trigger one another.
	 */
	public static class Recursion {

		/**
		 * Maximum depth of nested receivers. A call beyond it fails, and the message of
		 * its exception shows the chain.
		 */
		private int maxDepth = 16;

		public int getMaxDepth() {
			return this.maxDepth;
		}

		public void setMaxDepth(int maxDepth) {
			this.maxDepth = maxDepth;
		}

	}

	/**
	 * Settings of a single receiver.
	 */
	public static class Receiver {

		/**
		 * Whether to call the receiver.
		 */
		private boolean enabled = true;

		@NestedConfigurationProperty
		private final SignalsReceiverProperties durable = new SignalsReceiverProperties();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public SignalsReceiverProperties getDurable() {
			return this.durable;
		}

	}

}
