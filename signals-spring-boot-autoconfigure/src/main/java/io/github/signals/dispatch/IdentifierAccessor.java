package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Determines the identifier of an entity, so that two instances of one row are recognized
 * as the same.
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

}
