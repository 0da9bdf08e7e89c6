package io.github.signals;

/**
 * An entity was saved.
 * <p>
 * Sent after a repository call, inside the repository's transaction, even if nothing in
 * the entity has changed; JPA may issue the SQL later, at its next flush. Changes that
 * JPA writes without a repository call, and changes made after the call, are signalled
 * right after the flush that has written them, inside the transaction. Never sent inside
 * a flush: what a receiver writes is flushed too, even if the flush was the one at
 * commit. Receivers that run after the commit hear the net change of the transaction
 * instead, once for each entity; with JPA, it is determined from the rows that were
 * written.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity that the save returned: the managed instance of a merge, or
 * the copy of an immutable entity that has the identifier
 * @param created whether the save creates the row in the database
 * @param changes the differences from the stored state; empty if no receiver of the
 * sender asks for them. They include the version, and values that the database or
 * Hibernate generates, if the written rows show them; they never include attributes that
 * are not written
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PostSave<T>(Class<?> sender, T instance, boolean created, Changes changes,
		SignalContext context) implements SaveSignal<T> {

	/**
	 * Return the name of the signal, its sender and the names of the changed attributes,
	 * without their values.
	 */
	@Override
	public String toString() {
		return "PostSave[" + this.sender.getName() + ", " + (this.created ? "created" : "updated") + ", " + this.changes
				+ "]";
	}

}
