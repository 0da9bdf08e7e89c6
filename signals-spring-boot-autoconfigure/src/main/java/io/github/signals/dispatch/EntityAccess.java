package io.github.signals.dispatch;

/**
 * Has access to the entities that a signal is about.
 */
interface EntityAccess {

	/**
	 * Return what determines the identifier of the instance, and reads its attributes.
	 * @return the accessor of the sender's instances
	 */
	IdentifierAccessor identifiers();

}
