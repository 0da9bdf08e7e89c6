package io.github.signals.benchmarks;

import io.github.signals.benchmarks.SaveReceivers.AfterCommit;
import io.github.signals.benchmarks.SaveReceivers.AfterRollback;
import io.github.signals.benchmarks.SaveReceivers.AggregateItems;
import io.github.signals.benchmarks.SaveReceivers.Async;
import io.github.signals.benchmarks.SaveReceivers.BeforeCommit;
import io.github.signals.benchmarks.SaveReceivers.InTransaction;
import io.github.signals.benchmarks.SaveReceivers.Items;
import io.github.signals.benchmarks.SaveReceivers.ListenedItems;
import io.github.signals.benchmarks.SaveReceivers.Plain;
import io.github.signals.benchmarks.SaveReceivers.Publishing;
import io.github.signals.benchmarks.SaveReceivers.Transactional;
import io.github.signals.benchmarks.SaveReceivers.WithChanges;

/**
 * Ways to hear of a save.
 */
public enum SaveVariant {

	/** Nobody hears. As with all that is not ours, the library is not there. */
	BARE("bare repository", Items.class),

	/** The library is there. */
	NO_RECEIVER("signals, no receiver", Items.class),

	/** One receiver in the transaction. */
	IN_TRANSACTION("signals, `IN_TRANSACTION`", Items.class, InTransaction.class),

	/** One receiver in the transaction that asks for the changes. */
	CHANGES("signals, `IN_TRANSACTION` with `Changes`", Items.class, WithChanges.class),

	/** One receiver before the commit. */
	BEFORE_COMMIT("signals, `BEFORE_COMMIT`", Items.class, BeforeCommit.class),

	/** One receiver after the commit. */
	AFTER_COMMIT("signals, `AFTER_COMMIT`", Items.class, AfterCommit.class),

	/** One receiver on another thread, until the last call has ended. */
	ASYNC("signals, `ASYNC`", Items.class, Async.class),

	/** One receiver after the rollback of a transaction that is rolled back. */
	AFTER_ROLLBACK("signals, `AFTER_ROLLBACK`", Items.class, AfterRollback.class),

	/** The least that a library needs to call one receiver, once for each save. */
	FLOOR("a hand-written advice and listener that call the receiver", Items.class, Floor.Wiring.class),

	/** A listener class of JPA. */
	ENTITY_LISTENER("JPA `@EntityListeners`", ListenedItems.class),

	/** Events of the aggregate. */
	DOMAIN_EVENT("`AbstractAggregateRoot` + `@EventListener`", AggregateItems.class, Plain.class),

	/** Events of the aggregate, after the commit. */
	DOMAIN_EVENT_AFTER_COMMIT("`AbstractAggregateRoot` + `@TransactionalEventListener`", AggregateItems.class,
			Transactional.class),

	/** Save and publish. */
	PUBLISH("`publishEvent` + `@EventListener`", Items.class, Publishing.class, Plain.class),

	/** Save and publish, heard after the commit. */
	PUBLISH_AFTER_COMMIT("`publishEvent` + `@TransactionalEventListener`", Items.class, Publishing.class,
			Transactional.class);

	private final String label;

	private final Class<?>[] configurations;

	SaveVariant(String label, Class<?>... configurations) {
		this.label = label;
		this.configurations = configurations;
	}

	String label() {
		return this.label;
	}

	Class<?>[] configurations() {
		return this.configurations;
	}

	boolean isOurs() {
		return this.label.startsWith("signals");
	}

	boolean isHeard() {
		return this != BARE && this != NO_RECEIVER;
	}

	boolean isRolledBack() {
		return this == AFTER_ROLLBACK;
	}

	/**
	 * Return whether a change of a managed entity is not heard without a save.
	 */
	boolean needsSave() {
		return ordinal() >= DOMAIN_EVENT.ordinal();
	}

}
