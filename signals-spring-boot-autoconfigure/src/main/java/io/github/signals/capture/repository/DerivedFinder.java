package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a derived delete is going to delete.
 */
@FunctionalInterface
interface DerivedFinder {

	/**
	 * Find the entities.
	 * @param method the method that deletes
	 * @param arguments its arguments
	 * @return the entities
	 */
	List<?> find(Method method, @Nullable Object[] arguments);

}
