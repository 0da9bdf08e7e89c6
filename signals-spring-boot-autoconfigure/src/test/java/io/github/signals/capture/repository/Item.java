package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;

/**
 * What the stores of the contract store, each in its way.
 */
interface Item {

	@Nullable Long getId();

	void setId(@Nullable Long id);

	String getName();

	void setName(String name);

}
