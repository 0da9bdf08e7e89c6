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

	private static final String BOTH = TableNames.CALLS + " and " + TableNames.PARTITIONS;

	UnusableTablesException exception() {
		// A table that is not there is all that can be told.
		Exception cause = (this.tables.state() != State.MISSING) ? this.tables.cause() : null;
		return new UnusableTablesException(StringUtils.capitalize(description()), action(), cause);
	}

	private String description() {
		return switch (this.tables.state()) {
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
