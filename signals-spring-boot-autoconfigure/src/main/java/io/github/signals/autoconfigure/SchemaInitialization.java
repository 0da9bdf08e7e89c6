package io.github.signals.autoconfigure;

/**
 * When to create the tables of durable calls: Spring Boot's own modes, whose class an
 * application without a database lacks.
 *
 * @since 0.1.0
 */
public enum SchemaInitialization {

	/**
	 * Always.
	 */
	ALWAYS,

	/**
	 * In a database in memory only.
	 */
	EMBEDDED,

	/**
	 * Never.
	 */
	NEVER

}
