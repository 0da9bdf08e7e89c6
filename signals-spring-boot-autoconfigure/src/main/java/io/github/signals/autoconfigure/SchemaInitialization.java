package io.github.signals.autoconfigure;

/**
 * When to create or upgrade the tables of durable calls. The modes are those of Spring
 * Boot's {@code DatabaseInitializationMode}, which is not on the class path of an
 * application without a database.
 *
 * @since 0.1.0
 */
public enum SchemaInitialization {

	/**
	 * Always create the tables, and upgrade those of an earlier version.
	 */
	ALWAYS,

	/**
	 * Create the tables only in an in-memory database.
	 */
	EMBEDDED,

	/**
	 * Never create or upgrade the tables.
	 */
	NEVER

}
