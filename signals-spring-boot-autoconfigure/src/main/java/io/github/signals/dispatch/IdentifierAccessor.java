package io.github.signals.dispatch;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Determines the identifier of an entity, so that two instances of one row are recognized
 * as the same, and reads its attributes.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IdentifierAccessor {

	/** For objects without an identifier: an instance is only equal to itself. */
	IdentifierAccessor NONE = (instance) -> null;

	/**
	 * Return the identifier of an instance.
	 * @param instance the instance
	 * @return the identifier, or {@code null} if it has none (yet)
	 */
	@Nullable Object of(Object instance);

	/**
	 * Return the attributes of an instance as they are now, as far as they are loaded.
	 * They are as changes report them: copies, with associations by their identifiers.
	 * @param instance the instance
	 * @return the values by name, or by path into embedded values; empty if they cannot
	 * be read
	 */
	default Map<String, @Nullable Object> state(Object instance) {
		return Map.of();
	}

}
