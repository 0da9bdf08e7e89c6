package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The stored form of the values of an attribute, if the mapping converts them.
 *
 * @since 0.1.0
 */
public interface StoredForm {

	/**
	 * Return the class of what is stored.
	 * @return the class
	 */
	Class<?> type();

	/**
	 * Return what is stored for a value.
	 * @param value the value
	 * @return what is stored
	 */
	@Nullable Object store(Object value);

	/**
	 * Return the value of what is stored.
	 * @param stored what is stored
	 * @return the value
	 */
	@Nullable Object restore(Object stored);

}
