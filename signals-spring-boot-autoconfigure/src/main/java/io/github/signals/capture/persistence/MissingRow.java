package io.github.signals.capture.persistence;

import java.util.Locale;
import java.util.Set;

import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a row that is gone from one that is hidden by a restriction, a filter or
 * the tenant.
 */
final class MissingRow {

	private MissingRow() {
	}

	/**
	 * Return whether the row of an entity that was not found is gone.
	 */
	static boolean isGone(Class<?> type, Object id, SharedSessionContractImplementor session) {
		EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
		// Sees all rows but those that Hibernate itself has deleted softly.
		return StoredRow.read(persister, id, session) == null || isDeletedSoftly(persister, id, session);
	}

	/**
	 * Return whether a restriction hides the row of an entity whose rows are not deleted
	 * but marked. What filters hide may be there for others.
	 */
	private static boolean isDeletedSoftly(EntityPersister persister, Object id,
			SharedSessionContractImplementor session) {
		String delete = persister.getIdentifierTableMapping().getDeleteDetails().getCustomSql();
		return isUpdate(delete) && persister.hasWhereRestrictions() && session instanceof Session stateful
				&& findUnfiltered(persister, id, stateful) == null;
	}

	private static boolean isUpdate(@Nullable String sql) {
		return sql != null && sql.strip().toLowerCase(Locale.ROOT).startsWith("update");
	}

	private static @Nullable Object findUnfiltered(EntityPersister persister, Object id, Session session) {
		Set<String> filters = Set.copyOf(session.unwrap(SharedSessionContractImplementor.class)
			.getLoadQueryInfluencers()
			.getEnabledFilterNames());
		filters.forEach(session::disableFilter);
		return session.find(persister.getMappedClass(), id);
	}

}
