package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import tools.jackson.databind.JsonNode;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.dispatch.StoredEntities;

/**
 * What is needed to make the calls of one data source.
 *
 * @param stores all data sources
 * @param store the data source
 * @param payloads reads records
 * @param signals makes signals of them
 * @param entities the entities
 * @param contexts what is put around calls
 * @param settings how receivers are called
 * @param timers has calls end in time
 * @param permits tells when to stop
 * @param notes notes what becomes of calls
 * @param notices tells that calls are parked
 */
record CallTools(DurableStores stores, DurableStore store, CallPayload payloads, RecordedSignals signals,
		StoredEntities entities, CallContexts contexts, DurableSettings settings, ScheduledExecutorService timers,
		CallPermits permits, CallNotes notes, ParkedNotices notices) {

	ParsedCall parse(DurableCall call) {
		JsonNode record = RecordJson.parse(call);
		return new ParsedCall(call, record, RecordJson.surroundings(record),
				this.stores.manager(this.store, () -> RecordJson.using(record)));
	}

	/**
	 * Return what makes calls in a new transaction.
	 * @param manager who manages it
	 * @param timeout how long it may take
	 */
	static TransactionTemplate transaction(PlatformTransactionManager manager, Duration timeout) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		template.setTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
		return template;
	}

}
