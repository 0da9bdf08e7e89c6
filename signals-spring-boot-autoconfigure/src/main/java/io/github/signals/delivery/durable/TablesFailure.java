package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.signals.delivery.durable.Tables.State;
import io.github.signals.dispatch.Words;

/**
 * What to tell somebody who needs the tables of durable calls: what is wrong, and what to
 * do about it.
 *
 * @param tables what is known of them
 * @param where what was asked for them
 * @param schema what their schema is called in the configuration, or {@code null}
 */
record TablesFailure(Tables tables, String where, @Nullable String schema) {

	private static final String BOTH = TableNames.CALLS + " and " + TableNames.PARTITIONS;

	private static final String FORMER = FormerTables.CALLS + " and " + FormerTables.PARTITIONS;

	UnusableTablesException exception() {
		// A table that is not there is all that can be told.
		Exception cause = (this.tables.state() != State.MISSING) ? this.tables.cause() : null;
		return new UnusableTablesException(StringUtils.capitalize(description()), action(), cause);
	}

	private String description() {
		return switch (this.tables.state()) {
			case FORMER ->
				"The tables of durable calls in " + this.where + " are those of an earlier version: " + FORMER + ".";
			case FORMER_IN_USE -> "A node of an earlier version works with the tables " + FORMER + " in " + this.where
					+ ". It does not know the tables of this version.";
			case FORMER_LEFT -> "In " + this.where + ", there are calls in " + FormerTables.CALLS
					+ ", the table of an earlier version. This version reads " + TableNames.CALLS + " only.";
			case NO_SCHEMA -> "There is no schema '" + this.schema + "' in " + this.where + ".";
			case NOT_CREATED ->
				isForbidden() ? "The user of " + this.where + " is not allowed to create the tables " + BOTH + "."
						: "The tables " + BOTH + " could not be created in " + this.where + ".";
			case NO_RIGHT -> "The user of " + this.where + " has no privileges on the tables " + BOTH + ".";
			case READ_ONLY -> this.where + " is read-only, as a replica is, so calls cannot be recorded there.";
			case SEVERAL -> this.where + " routes to several writable databases, such as one for each tenant."
					+ " Calls would be recorded in several tables, and no node would process all of them.";
			case UNREACHABLE ->
				"Cannot determine whether " + this.where + " has the tables " + BOTH + ": it does not answer.";
			default -> "There is no table " + TableNames.CALLS + " in " + this.where + ".";
		};
	}

	private String action() {
		return switch (this.tables.state()) {
			case FORMER -> "Stop all nodes of the earlier version, and upgrade the tables with a migration (copy "
					+ this.tables.script() + " from the library's jar), or set"
					+ " signals.durable.initialize-schema=always. Their calls are kept.";
			case FORMER_IN_USE -> "Stop all nodes of the earlier version, and start this one "
					+ Words.time(FormerTables.SILENCE) + " later.";
			case FORMER_LEFT -> "Stop all nodes. If " + BOTH + " are empty, drop them and run " + this.tables.script()
					+ ". Otherwise copy the calls, and drop " + FORMER + ".";
			case NO_SCHEMA -> "Create it, or correct signals.durable.schema.";
			case NOT_CREATED -> (isForbidden() ? "Grant it that privilege, or create" : "Create")
					+ " them with a migration (copy " + this.tables.script() + " from the library's jar) and set"
					+ " signals.durable.initialize-schema=never.";
			case NO_RIGHT -> "Grant it select, insert, update and delete.";
			case READ_ONLY -> "Use the data source of the primary database, or choose another delivery.";
			case SEVERAL -> "Set signals.durable.schema to the schema of one table that all of them can reach, and"
					+ " have the data source choose a database that can reach it when there is no tenant; or"
					+ " choose another delivery.";
			case UNREACHABLE -> "Start the database, or correct its URL and user. It will be checked again.";
			default -> "Add it with a migration (copy " + this.tables.script() + " from the library's jar), or set"
					+ " signals.durable.initialize-schema=always. By default, only in-memory databases get the"
					+ " tables automatically.";
		};
	}

	private boolean isForbidden() {
		return Tables.isForbidden(this.tables.cause());
	}

}
