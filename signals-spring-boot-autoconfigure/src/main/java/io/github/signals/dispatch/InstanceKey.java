package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The key of an instance that has no identifier (yet): it is only equal to itself.
 *
 * @param instance the instance
 * @since 0.1.0
 */
public record InstanceKey(Object instance) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof InstanceKey that && that.instance == this.instance;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.instance);
	}

}
