package io.github.signals.capture;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Finds the reader that belongs to the persistence context of the moment.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EntityReaders extends Supplier<EntityReader> {

	/**
	 * Return the attributes of an entity as they are now, whether or not there is a
	 * persistence context.
	 * @param instance the entity
	 * @return the values by name
	 */
	default Map<String, @Nullable Object> state(Object instance) {
		return get().current(instance);
	}

}
