package io.github.signals.benchmarks;

import io.github.signals.benchmarks.SaveReceivers.Items;

/**
 * Where it is recorded who is to be called for a new item.
 */
enum DurableVariant {

	/** Nowhere: nobody is. */
	BARE("", Libraries.without(Libraries.SIGNALS, Libraries.MODULITH), Items.class),

	/** In the table of the library. */
	SIGNALS(DurableVariant.OUTBOX, Libraries.without(Libraries.MODULITH), Items.class, DurableReceivers.Signals.class),

	/** There, for a receiver that takes lists. */
	LISTS(DurableVariant.OUTBOX, Libraries.without(Libraries.MODULITH), Items.class, DurableReceivers.Lists.class),

	/** There, for calls of which fifty may share a transaction. */
	SHARED(DurableVariant.OUTBOX, Libraries.without(Libraries.MODULITH), Items.class, DurableReceivers.Signals.class),

	/** In Spring Modulith's registry of event publications. */
	MODULITH("event_publication", Libraries.without(Libraries.SIGNALS), Items.class, DurableReceivers.Modulith.class),

	/** In gruelbox's outbox. */
	GRUELBOX("txno_outbox", Libraries.without(Libraries.SIGNALS, Libraries.MODULITH), Items.class,
			DurableGruelbox.Wiring.class),

	/** In a table of the benchmark: the least that can be done. */
	FLOOR(DurableFloor.TABLE, Libraries.without(Libraries.SIGNALS, Libraries.MODULITH), Items.class,
			DurableFloor.Wiring.class),

	/** There: the least that can be done if calls share a transaction. */
	SHARED_FLOOR(DurableFloor.TABLE, Libraries.without(Libraries.SIGNALS, Libraries.MODULITH), Items.class,
			SharedFloor.Wiring.class);

	private static final String OUTBOX = "signals_outbox";

	private final String table;

	private final String without;

	private final Class<?>[] configurations;

	DurableVariant(String table, String without, Class<?>... configurations) {
		this.table = table;
		this.without = without;
		this.configurations = configurations;
	}

	boolean isOurs() {
		return this.table.equals(OUTBOX);
	}

	/**
	 * Return how many calls may share a transaction.
	 */
	int share() {
		return (this == SHARED) ? 50 : 1;
	}

	String table() {
		return this.table;
	}

	String without() {
		return this.without;
	}

	Class<?>[] configurations() {
		return this.configurations;
	}

}
