package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

/**
 * What the outbox, the tables of durable calls, is called in statements.
 *
 * @param schema the name of their schema as statements have it, or {@code null} for that
 * of the connection
 */
record TableNames(@Nullable String schema) {

	static final String CALLS = "signals_outbox";

	static final String PARTITIONS = "signals_outbox_partition";

	String calls() {
		return in(CALLS);
	}

	String partitions() {
		return in(PARTITIONS);
	}

	private String in(String table) {
		return (this.schema != null) ? this.schema + "." + table : table;
	}

}
