package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The mapping of the values of an attribute.
 *
 * @param type their declared type
 * @param written whether saves write it, so that it can be among the changes
 * @param form how a value is stored, or {@code null} if nothing converts it
 * @param elementForm how each element of a collection is stored, or {@code null} if
 * nothing converts it
 * @since 0.1.0
 */
public record StoredValue(ResolvableType type, boolean written, @Nullable StoredForm form,
		@Nullable StoredForm elementForm) {

	/**
	 * Return the mapping of values that are stored as they are.
	 * @param type their declared type
	 * @return the mapping
	 */
	public static StoredValue of(ResolvableType type) {
		return new StoredValue(type, true, null, null);
	}

}
