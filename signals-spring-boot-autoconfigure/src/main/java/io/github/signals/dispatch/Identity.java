package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Determines the identifier of an entity, so that two instances of one row are recognized
 * as the same.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Identity {

	/** For objects without an identifier: an instance is only equal to itself. */
	Identity NONE = (instance) -> null;

	/**
	 * Return the identifier of an instance.
	 * @param instance the instance
	 * @return the identifier, or {@code null} if it has none (yet)
	 */
	@Nullable Object of(Object instance);

}
