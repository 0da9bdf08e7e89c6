package io.github.signals.capture.persistence;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a test calls of an entity of another class loader.
 */
public interface Named {

	@Nullable Long id();

	void rename(String name);

	void caption(@Nullable String caption);

	default void fill() {
	}

	default void tags(Set<String> tags) {
	}

	default Set<String> tags() {
		return Set.of();
	}

	default @Nullable String caption() {
		return null;
	}

	default void cover(@Nullable Object cover) {
	}

	default void frame(@Nullable String material) {
	}

	default void room(@Nullable String code) {
	}

	default int stars() {
		return 0;
	}

}
