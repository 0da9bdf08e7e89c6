package io.github.signals.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What can be configured of durable receivers.
 *
 * @since 0.1.0
 */
public class SignalsDurableProperties {

	/**
	 * When to create the tables of durable calls: in databases in memory only (embedded),
	 * always, or never.
	 */
	private SchemaInitialization initializeSchema = SchemaInitialization.EMBEDDED;

	/**
	 * The schema of the tables, which all tenants share where each tenant has a schema or
	 * a database of its own. Letter case matters only where several schemas differ in it.
	 * By default, the tables are those of the connection's own schema.
	 */
	private @Nullable String schema;

	/**
	 * How many durable receivers run at the same time on a node. Each holds a database
	 * connection. However many receivers there are, twice as many threads, and one more,
	 * look after what waits.
	 */
	private int threads = 4;

	/**
	 * How often a call is tried before it is parked.
	 */
	private int maxAttempts = 10;

	/**
	 * How long a call may take before it is interrupted and counts as failed.
	 */
	private Duration timeout = Duration.ofMinutes(1);

	private final BackOff backOff = new BackOff();

	/**
	 * How often a node looks for due calls that it was not notified of.
	 */
	private Duration pollingInterval = Duration.ofSeconds(1);

	/**
	 * How often a node says that it is alive. A node that misses six heartbeats is
	 * considered dead, and another node makes its calls.
	 */
	private Duration heartbeatInterval = Duration.ofSeconds(1);

	/**
	 * How often one of the nodes looks for calls that no node was notified of.
	 */
	private Duration sweepInterval = Duration.ofSeconds(5);

	/**
	 * How long a call of a receiver that no longer exists, or is off, may wait before it
	 * is reported.
	 */
	private Duration reportAfter = Duration.ofMinutes(10);

	/**
	 * The status of the health indicator while calls are parked.
	 */
	private String parkedStatus = "DOWN";

	/**
	 * How long to wait at shutdown for the calls that run.
	 */
	private Duration shutdownTimeout = Duration.ofSeconds(30);

	/**
	 * Whether to store and log the message of an exception with a call that has failed,
	 * and not only its type. A message may contain values of the entity.
	 */
	private boolean storeMessages = false;

	/**
	 * Classes that recorded values may have where the mapping does not say so, such as
	 * that of an actor whose AuditorAware bean does not declare it.
	 */
	private List<Class<?>> types = new ArrayList<>();

	/**
	 * Attributes that are left out of records, keyed by the simple or full name of the
	 * entity. A receiver that asks for one of them fails.
	 */
	private final Map<String, List<String>> omitted = new LinkedHashMap<>();

	/**
	 * Current names of attributes, keyed by the simple or full name of the entity, a dot,
	 * and the former name of the attribute.
	 */
	private final Map<String, String> renamed = new LinkedHashMap<>();

	/**
	 * Current class names of entities, keyed by the names that they had when calls were
	 * recorded.
	 */
	private final Map<String, String> renamedEntities = new LinkedHashMap<>();

	/**
	 * Current uids of receivers, keyed by the uids that they had when calls were
	 * recorded.
	 */
	private final Map<String, String> renamedReceivers = new LinkedHashMap<>();

	public SchemaInitialization getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(SchemaInitialization initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public int getThreads() {
		return this.threads;
	}

	public void setThreads(int threads) {
		this.threads = threads;
	}

	public int getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public BackOff getBackOff() {
		return this.backOff;
	}

	public Duration getPollingInterval() {
		return this.pollingInterval;
	}

	public void setPollingInterval(Duration pollingInterval) {
		this.pollingInterval = pollingInterval;
	}

	public Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

	public Duration getSweepInterval() {
		return this.sweepInterval;
	}

	public void setSweepInterval(Duration sweepInterval) {
		this.sweepInterval = sweepInterval;
	}

	public Duration getReportAfter() {
		return this.reportAfter;
	}

	public void setReportAfter(Duration reportAfter) {
		this.reportAfter = reportAfter;
	}

	public String getParkedStatus() {
		return this.parkedStatus;
	}

	public void setParkedStatus(String parkedStatus) {
		this.parkedStatus = parkedStatus;
	}

	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = shutdownTimeout;
	}

	public boolean isStoreMessages() {
		return this.storeMessages;
	}

	public void setStoreMessages(boolean storeMessages) {
		this.storeMessages = storeMessages;
	}

	public List<Class<?>> getTypes() {
		return this.types;
	}

	public void setTypes(List<Class<?>> types) {
		this.types = types;
	}

	public Map<String, List<String>> getOmitted() {
		return this.omitted;
	}

	public Map<String, String> getRenamed() {
		return this.renamed;
	}

	public Map<String, String> getRenamedEntities() {
		return this.renamedEntities;
	}

	public Map<String, String> getRenamedReceivers() {
		return this.renamedReceivers;
	}

	/**
	 * How long to wait before a call is tried again.
	 */
	public static class BackOff {

		/**
		 * The longest wait after the first failure. The shortest is half of it.
		 */
		private Duration initial = Duration.ofSeconds(1);

		/**
		 * By which factor the wait grows after each further failure.
		 */
		private double multiplier = 3;

		/**
		 * The longest wait between two attempts.
		 */
		private Duration max = Duration.ofHours(1);

		public Duration getInitial() {
			return this.initial;
		}

		public void setInitial(Duration initial) {
			this.initial = initial;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMax() {
			return this.max;
		}

		public void setMax(Duration max) {
			this.max = max;
		}

	}

}
