package io.github.signals.sample.search;

/**
 * An entity that can be found by its text.
 */
public interface Searchable {

	/**
	 * Return the identifier of the entity.
	 * @return the identifier
	 */
	Long getId();

	/**
	 * Return the text by which to find the entity.
	 * @return the text
	 */
	String getSearchText();

}
