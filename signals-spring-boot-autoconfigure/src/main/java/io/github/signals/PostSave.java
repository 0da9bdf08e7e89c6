package io.github.signals;

/**
 * An entity was saved.
 * <p>
 * Sent after a repository call, inside the repository's transaction, also when nothing in
 * the entity has changed; JPA may issue the SQL later, at its next flush. What JPA writes
 * without a repository call, and what was changed after the call, is sent right after the
 * flush that has written it, inside the transaction. Never sent inside a flush: what a
 * receiver writes then is flushed too, also if the flush was the one at the commit.
 * Receivers after the commit hear the net change of the transaction instead, once for
 * each entity; with JPA the rows that were written tell it.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity that the save returned: the managed instance of a merge, the
 * copy with the identifier of an immutable entity
 * @param created whether the save creates the row, as the database will see it
 * @param changes what differs from the stored state; empty where no receiver of the
 * sender asks for it. The version, and what the database or Hibernate generate, are among
 * them where the written rows tell them; what is never written is not
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PostSave<T>(Class<?> sender, T instance, boolean created, Changes changes,
		SignalContext context) implements EntitySignal<T> {

	/**
	 * Name the signal, its sender and the names of what changed; values are left out.
	 */
	@Override
	public String toString() {
		return "PostSave[" + this.sender.getName() + ", " + (this.created ? "created" : "updated") + ", " + this.changes
				+ "]";
	}

}
