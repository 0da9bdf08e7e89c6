package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Says who makes the changes, where no scope does.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ActorSource {

	/**
	 * Return who makes the changes on this thread.
	 * @return the actor, or {@code null} if nobody is known
	 */
	@Nullable Object currentActor();

}
