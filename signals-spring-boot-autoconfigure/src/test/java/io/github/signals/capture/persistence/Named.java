package io.github.signals.capture.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What a test calls of an entity of another class loader.
 */
public interface Named {

	@Nullable Long id();

	void rename(String name);

	void caption(String caption);

}
