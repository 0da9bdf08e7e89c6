package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;

/**
 * How a store treats a save of an entity that does not look new.
 */
enum StoreKind {

	/** Merges it into the persistence context, which inserts it if there is no row. */
	JPA,

	/** Updates the row, and writes nothing if there is none. */
	UPDATES_ONLY_ROWS,

	/** Writes it, whether it was there or not. */
	OTHER;

	static StoreKind of(Class<?> repositoryBaseClass) {
		for (Class<?> type = repositoryBaseClass; type != null; type = superclass(type)) {
			if (type.getName().equals("org.springframework.data.jpa.repository.support.SimpleJpaRepository")) {
				return JPA;
			}
			if (type.getName().equals("org.springframework.data.jdbc.repository.support.SimpleJdbcRepository")) {
				return UPDATES_ONLY_ROWS;
			}
		}
		return OTHER;
	}

	private static @Nullable Class<?> superclass(Class<?> type) {
		return type.getSuperclass();
	}

}
