package io.github.signals.capture.persistence;

import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PreSave;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What a stateless session is about to do with a row, as far as it is known before its
 * receivers are called.
 *
 * @param isCreation whether it creates the row
 * @param isRead whether the row was looked for
 * @param stored the values of its properties, or {@code null} if there is no row, or none
 * was looked for
 */
record StatelessSave(boolean isCreation, boolean isRead, @Nullable Object @Nullable [] stored) {

	static final StatelessSave INSERT = new StatelessSave(true, false, null);

	/** A row that nobody has looked for. */
	static final StatelessSave UNREAD = new StatelessSave(false, false, null);

	static StatelessSave update(@Nullable Object @Nullable [] stored) {
		return new StatelessSave(false, true, stored);
	}

	static StatelessSave upsert(@Nullable Object @Nullable [] stored) {
		return new StatelessSave(stored == null, true, stored);
	}

	/**
	 * Return what receivers are told before the statement.
	 * @param state the values that it is going to write
	 */
	PreSave<?> signal(AbstractPreDatabaseOperationEvent event, @Nullable Object[] state, SenderRoutes routes,
			DispatchContext context) {
		Route route = routes.of(PreSave.class);
		boolean created = route.asksCreation() && this.isCreation;
		Changes changes = created ? Changes.unread() : Changes.none();
		if (route.asksChanges() && !context.mutesAll()) {
			changes = changes(event.getPersister(), state, event.getSession());
		}
		return new PreSave<>(routes.sender(), event.getEntity(), created, changes, context);
	}

	private Changes changes(EntityPersister persister, @Nullable Object[] state,
			SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> current = EntityState.singular(persister, state, session);
		EntityAttributes attributes = EntityAttributes.of(persister);
		return (this.stored != null)
				? attributes.toBeUpdated(EntityState.singular(persister, this.stored, session), current)
				: attributes.created(current);
	}

}
