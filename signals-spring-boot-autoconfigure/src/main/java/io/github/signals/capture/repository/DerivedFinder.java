package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a derived delete is going to delete.
 */
interface DerivedFinder {

	/**
	 * Find the entities.
	 * @param method the method that deletes
	 * @param arguments its arguments
	 * @return the entities
	 */
	List<?> find(Method method, @Nullable Object[] arguments);

	/**
	 * Return who deletes what was found, where the store would not do so: it would run
	 * its query again, which may find something else by then.
	 * @param method the method that deletes
	 * @return who deletes it, or {@code null} if the store does
	 */
	default @Nullable FoundDelete delete(Method method) {
		return null;
	}

	/**
	 * Deletes what was found.
	 */
	interface FoundDelete {

		/**
		 * Delete the row of an entity.
		 * @param id the identifier
		 * @return whether there was a row
		 */
		boolean delete(Object id);

		/**
		 * Return what the method returns.
		 * @param rows how many rows were deleted
		 * @return the result
		 */
		@Nullable Object result(int rows);

	}

}
