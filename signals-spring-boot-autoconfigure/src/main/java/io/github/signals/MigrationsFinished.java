package io.github.signals;

import java.util.List;

/**
 * Flyway or Liquibase has brought the database up to date. Migrations run before there
 * are receivers, so this signal is sent when they are connected: during the startup,
 * before the application serves requests and makes durable calls. What is migrated later
 * is signalled at once.
 * <p>
 * Sent on the thread of the startup, outside of any transaction, and also if nothing had
 * to be applied. The exception of a receiver that is {@link Delivery#IN_TRANSACTION}, as
 * it is by default, fails the startup.
 * <p>
 * Migrations are signalled only if a bean method hears them when the application starts.
 * Flyway has to be that of Spring Boot's auto-configuration; for Liquibase, each
 * {@code SpringLiquibase} bean is signalled.
 *
 * @param tool what has run them
 * @param applied what was applied now, in order; empty if the database was up to date
 * @since 0.1.0
 */
public record MigrationsFinished(Tool tool, List<Migration> applied) implements Signal<MigrationsFinished> {

	/**
	 * Create the signal; the list is copied.
	 * @param tool what has run them
	 * @param applied what was applied now, in order
	 */
	public MigrationsFinished {
		applied = List.copyOf(applied);
	}

	/**
	 * Return this signal, which is not about an entity.
	 */
	@Override
	public MigrationsFinished instance() {
		return this;
	}

	/**
	 * What runs migrations.
	 */
	public enum Tool {

		/** Flyway. */
		FLYWAY,

		/** Liquibase. */
		LIQUIBASE

	}

	/**
	 * One migration of Flyway, or one change set of Liquibase.
	 *
	 * @param id the version of a migration, or the identifier of a change set; empty for
	 * a repeatable migration
	 * @param description what it says that it does; may be empty
	 * @param source the script, class or change log that it is from
	 * @since 0.1.0
	 */
	public record Migration(String id, String description, String source) {

	}

}
