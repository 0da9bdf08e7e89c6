package io.github.signals.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What can be configured of signals.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("signals")
public class SignalsProperties {

	/**
	 * Whether receivers are connected and changes are captured.
	 */
	private boolean enabled = true;

	/**
	 * Whether to log at startup how many receivers there are.
	 */
	private boolean startupReport = true;

	/**
	 * How long a receiver may keep the transaction of its caller waiting before it is
	 * named in a warning, while it still runs and once a minute at most. Not named if
	 * this is zero or negative.
	 */
	private Duration slowReceiverThreshold = Duration.ofMillis(500);

	/**
	 * How often in a minute a receiver after the end of the transaction may fail before
	 * it is named in a warning, once a minute at most. Not counted if this is zero or
	 * negative.
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

	/**
	 * Settings of single receivers, by their uid.
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
	 * How changes are noticed.
	 */
	public static class Capture {

		/**
		 * Whether calls of Spring Data repositories are captured.
		 */
		private boolean repositories = true;

		/**
		 * Whether what Hibernate's persistence contexts write is captured.
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
		 * Whether to name, at startup, modifying queries on entities whose rows have
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
		 * Name of the executor bean to use. By default, the library has a bounded
		 * executor of its own, with virtual threads on Java 21 or later.
		 */
		private @Nullable String executor;

		/**
		 * How many receivers run at the same time on the library's own executor.
		 */
		private int threads = 8;

		/**
		 * How many calls wait on the library's own executor. When the queue is full, the
		 * caller runs the receiver.
		 */
		private int queueCapacity = 1000;

		/**
		 * How long to wait at shutdown for what the library's own executor has accepted.
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
	 * How far receivers may cause one another.
	 */
	public static class Recursion {

		/**
		 * How deep receivers may be nested before the innermost call fails with the chain
		 * in its message.
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
	 * Settings of one receiver.
	 */
	public static class Receiver {

		/**
		 * Whether the receiver runs.
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
