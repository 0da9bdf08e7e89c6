package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Supplies who makes the changes, if no scope does.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ActorSource {

	/**
	 * Return who makes the changes on this thread.
	 * @return the actor, or {@code null} if it is unknown
	 */
	@Nullable Object currentActor();

}
