package io.github.signals.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties for durable receivers.
 *
 * @since 0.1.0
 */
public class SignalsDurableProperties {

	/**
	 * When to create or upgrade the outbox's tables: only in in-memory databases
	 * (embedded), always, or never.
	 */
	private SchemaInitialization initializeSchema = SchemaInitialization.EMBEDDED;

	/**
	 * Schema of the outbox's tables. Set it if each tenant has a schema or database of
	 * its own: all tenants share these tables. Letter case matters only if several
	 * schemas differ in nothing else. By default, the tables are in the current schema of
	 * the connection.
	 */
	private @Nullable String schema;

	/**
	 * Maximum number of durable receivers that run at the same time on a node. Each of
	 * them holds a database connection. In addition, twice as many threads plus one
	 * manage the waiting calls, however many receivers there are.
	 */
	private int threads = 4;

	/**
	 * Maximum number of attempts before a call is parked.
	 */
	private int maxAttempts = 10;

	/**
	 * How long a call may take before it is interrupted and considered failed.
	 */
	private Duration timeout = Duration.ofMinutes(1);

	private final BackOff backOff = new BackOff();

	@NestedConfigurationProperty
	private final SignalsBackfillProperties backfill = new SignalsBackfillProperties();

	/**
	 * How often a node looks for due calls that it was not notified of.
	 */
	private Duration pollingInterval = Duration.ofSeconds(1);

	/**
	 * How often a node reports that it is alive. A node that misses six heartbeats is
	 * considered dead, and other nodes take over its calls.
	 */
	private Duration heartbeatInterval = Duration.ofSeconds(1);

	/**
	 * How often one of the nodes looks for calls that no node was notified of.
	 */
	private Duration sweepInterval = Duration.ofSeconds(5);

	/**
	 * How long a call may wait before it is reported if its receiver no longer exists or
	 * is disabled.
	 */
	private Duration reportAfter = Duration.ofMinutes(10);

	/**
	 * Status of the health indicator while calls are parked.
	 */
	private String parkedStatus = "DOWN";

	/**
	 * How long to wait for running calls at shutdown.
	 */
	private Duration shutdownTimeout = Duration.ofSeconds(30);

	/**
	 * Whether to store and log the message of the exception when a call fails, in
	 * addition to its type. A message may contain values of the entity. It is shown by
	 * Signals.durable().parked() and in the log, but not by the endpoint.
	 */
	private boolean storeMessages = false;

	/**
	 * Additional classes that recorded values may have, such as the class of an actor if
	 * the AuditorAware bean does not declare it.
	 */
	private List<Class<?>> types = new ArrayList<>();

	/**
	 * Attributes to leave out of records, keyed by the simple or full name of the entity.
	 * A receiver that reads one of them fails.
	 */
	private final Map<String, List<String>> omitted = new LinkedHashMap<>();

	/**
	 * Current names of renamed attributes. The key is the simple or full name of the
	 * entity, followed by a dot and the former name of the attribute.
	 */
	private final Map<String, String> renamed = new LinkedHashMap<>();

	/**
	 * Current class names of renamed entities, keyed by the class names that they had
	 * when the calls were recorded.
	 */
	private final Map<String, String> renamedEntities = new LinkedHashMap<>();

	/**
	 * Current uids of renamed receivers, keyed by the uids that they had when the calls
	 * were recorded.
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

	public SignalsBackfillProperties getBackfill() {
		return this.backfill;
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
	 * Delays between the attempts of a call.
	 */
	public static class BackOff {

		/**
		 * Maximum delay after the first failure. The minimum delay is half of it.
		 */
		private Duration initial = Duration.ofSeconds(1);

		/**
		 * Factor by which the delay grows after each further failure.
		 */
		private double multiplier = 3;

		/**
		 * Maximum delay between two attempts.
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
