package io.github.signals.capture.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What stateless sessions have read before a statement, until it is executed. A statement
 * that fails leaves that behind for the next one of its thread.
 */
final class StatelessReads {

	private final ThreadLocal<@Nullable Stored> stored = new ThreadLocal<>();

	/**
	 * Remember what was read.
	 * @param entity the entity that the statement writes
	 * @param state the values, or {@code null} if there was no row
	 */
	void add(Object entity, @Nullable Object @Nullable [] state) {
		this.stored.set(new Stored(entity, state));
	}

	/**
	 * Return what was read before the statement that has written an entity, and forget
	 * it.
	 */
	@Nullable Stored take(Object entity) {
		Stored known = this.stored.get();
		this.stored.remove();
		return (known != null && known.entity() == entity) ? known : null;
	}

	/**
	 * What was stored before a statement.
	 *
	 * @param entity the entity that the statement writes
	 * @param state the values, or {@code null} if there was no row
	 */
	record Stored(Object entity, @Nullable Object @Nullable [] state) {

	}

}
