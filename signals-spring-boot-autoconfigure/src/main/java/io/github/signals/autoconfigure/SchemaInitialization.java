package io.github.signals.autoconfigure;

/**
 * When to create the tables for durable calls. The modes are those of Spring Boot, whose
 * class is missing in an application without a database.
 *
 * @since 0.1.0
 */
public enum SchemaInitialization {

	/**
	 * Always.
	 */
	ALWAYS,

	/**
	 * Only in an in-memory database.
	 */
	EMBEDDED,

	/**
	 * Never.
	 */
	NEVER

}
