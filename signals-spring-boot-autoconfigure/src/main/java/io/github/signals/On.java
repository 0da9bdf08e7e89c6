package io.github.signals;

/**
 * Which saves a receiver of {@link PreSave} or {@link PostSave} hears.
 *
 * @since 0.1.0
 */
public enum On {

	/** Saves that create a row. */
	CREATED,

	/** Saves of a row that exists. */
	UPDATED

}
