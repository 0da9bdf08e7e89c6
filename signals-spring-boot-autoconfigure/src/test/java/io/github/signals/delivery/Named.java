package io.github.signals.delivery;

/**
 * What the entities of these tests have in common, whatever stores them.
 */
interface Named {

	Long getId();

	String getName();

	void setName(String name);

}
