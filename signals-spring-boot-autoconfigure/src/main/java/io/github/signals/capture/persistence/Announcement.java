package io.github.signals.capture.persistence;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What is known of a write before the flush does it: a repository call has announced it,
 * the entity manager was called, or a receiver has changed the entity that it was called
 * for.
 *
 * @param context who and what leads to the write
 * @param state the entity as it was then; {@code null} where nobody needs it
 * @param signalled whether receivers in the transaction have heard of it
 * @param routes the receivers as they were then, or {@code null} for those of the flush
 * @param created whether there was no row
 * @param stored the values that were stored, or {@code null} if they are not known
 */
record Announcement(DispatchContext context, @Nullable EntityCopy state, boolean signalled,
		@Nullable SenderRoutes routes, boolean created, @Nullable Object @Nullable [] stored) {

	/**
	 * Note what a repository has signalled.
	 */
	static Announcement signalled(DispatchContext context, @Nullable EntityCopy state, SenderRoutes routes,
			@Nullable EntityEntry entry) {
		boolean exists = entry != null && entry.isExistsInDatabase();
		return new Announcement(context, state, true, routes, entry != null && !exists,
				(entry != null && exists) ? UnseenState.stored(entry) : null);
	}

	Announcement as(@Nullable EntityCopy state) {
		return new Announcement(this.context, state, this.signalled, this.routes, this.created, this.stored);
	}

	/**
	 * Return what was going to be written of an entity, as far as it is known and
	 * somebody asks. After a rollback the persistence context does not know it any more.
	 */
	Changes changes(Object entity, SenderRoutes routes, SharedSessionContractImplementor session) {
		if (this.created && routes.readCreations()) {
			EntityCopy inserted = (this.state != null) ? this.state
					: EntityCopy.of(entity, persister(entity, session), session);
			return inserted.creation(session);
		}
		return (this.state != null && this.stored != null) ? this.state.changesFrom(this.stored, session)
				: Changes.unread();
	}

	/**
	 * Return the persister of an entity, also if the session is closed already, as one of
	 * JTA is when it hears of the rollback.
	 */
	static EntityPersister persister(Object entity, SharedSessionContractImplementor session) {
		return session.getFactory().getMappingMetamodel().getEntityDescriptor(Hibernate.getClass(entity));
	}

	/**
	 * Return whether the insert is heard by those who hear the sender now, who have all
	 * heard of it already.
	 */
	boolean isInsertFor(SenderRoutes current) {
		return this.signalled && this.created && this.routes == current;
	}

	/**
	 * Note what nobody has heard of yet.
	 */
	static Announcement silent(DispatchContext context, @Nullable EntityCopy state) {
		return new Announcement(context, state, false, null, false, null);
	}

	/**
	 * Return the receiver that has led to one of some announcements, as far as that is
	 * known.
	 */
	static @Nullable String cause(@Nullable Announcement... announcements) {
		for (Announcement announced : announcements) {
			String cause = (announced != null) ? announced.context().causedBy() : null;
			if (cause != null) {
				return cause;
			}
		}
		return null;
	}

}
