package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.signals.delivery.durable.Tables.State;

/**
 * What to tell somebody who needs the tables of durable calls: what is wrong, and what to
 * do about it.
 *
 * @param tables what is known of them
 * @param where what was asked for them
 * @param schema what their schema is called in the configuration, or {@code null}
 */
record TablesFailure(Tables tables, String where, @Nullable String schema) {

	private static final String BOTH = TableNames.CALLS + " and " + TableNames.LANES;

	UnusableTablesException exception() {
		// A table that is not there is all that can be told.
		Exception cause = (this.tables.state() != State.MISSING) ? this.tables.cause() : null;
		return new UnusableTablesException(StringUtils.capitalize(description()), action(), cause);
	}

	private String description() {
		return switch (this.tables.state()) {
			case NO_SCHEMA -> "There is no schema '" + this.schema + "' in " + this.where + ".";
			case NOT_CREATED -> isForbidden() ? "The user of " + this.where + " may not create the tables " + BOTH + "."
					: "The tables " + BOTH + " could not be created in " + this.where + ".";
			case NO_RIGHT -> "The user of " + this.where + " has no right to the tables " + BOTH + ".";
			case READ_ONLY -> this.where + " is read-only, as a replica is, so that no call can be recorded there.";
			case SEVERAL -> this.where + " chooses among several databases that can be written, as those of tenants,"
					+ " so that calls would be recorded in several tables, which nobody looks after as a whole.";
			case UNREACHABLE ->
				"Whether " + this.where + " has the tables " + BOTH + " cannot be told, as it does not answer.";
			default -> "There is no table " + TableNames.CALLS + " in " + this.where + ".";
		};
	}

	private String action() {
		return switch (this.tables.state()) {
			case NO_SCHEMA -> "Create it, or correct signals.durable.schema.";
			case NOT_CREATED -> (isForbidden() ? "Grant it that right, or create" : "Create") + " them by a migration,"
					+ " from " + this.tables.script() + " in the jar of the library, and set"
					+ " signals.durable.initialize-schema=never.";
			case NO_RIGHT -> "Grant it select, insert, update and delete.";
			case READ_ONLY ->
				"Write with the data source of the database that is replicated, or choose another delivery.";
			case SEVERAL -> "Name the schema of the one table that all of them reach (signals.durable.schema), and"
					+ " have the data source choose a database that reaches it where there is no tenant; or choose"
					+ " another delivery.";
			case UNREACHABLE -> "Start it, or correct its URL and user. It is asked again.";
			default -> "Add it by a migration, from " + this.tables.script() + " in the jar of the library, or set"
					+ " signals.durable.initialize-schema=always. Without, it is created in databases in memory only.";
		};
	}

	private boolean isForbidden() {
		return Tables.isForbidden(this.tables.cause());
	}

}
