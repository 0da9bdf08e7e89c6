package io.github.signals.capture.persistence;

import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.EntityRows;

/**
 * The rows of an entity class as its sessions see them, read by their identifiers.
 */
final class HibernateRows implements EntityRows {

	private final EntityManager entityManager;

	private final EntityPersister persister;

	private final @Nullable String using;

	HibernateRows(EntityManager entityManager, EntityPersister persister, @Nullable String using) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.using = using;
	}

	@Override
	public @Nullable String problem() {
		SessionFactoryImplementor factory = this.persister.getFactory();
		if (factory.getCurrentTenantIdentifierResolver() != null
				|| factory.getSessionFactoryOptions().isMultiTenancyEnabled()) {
			return "its rows belong to tenants, and a back-fill works for none of them";
		}
		return (this.persister.getIdentifierType() instanceof BasicType<?>) ? null
				: "its identifier consists of several values, or is another entity";
	}

	@Override
	public @Nullable String using() {
		return this.using;
	}

	@Override
	public long count() {
		return query("select count(*)", "", "", Long.class).getSingleResult();
	}

	@Override
	public @Nullable Object last() {
		return query("select id(e)", "", " order by id(e) desc", Object.class).setMaxResults(1)
			.getResultStream()
			.findFirst()
			.orElse(null);
	}

	@Override
	public List<Object> identifiers(@Nullable Object after, Object last, int limit) {
		TypedQuery<Object> query = query("select id(e)",
				" and id(e) <= :last" + ((after != null) ? " and id(e) > :after" : ""), " order by id(e)", Object.class)
			.setParameter("last", last)
			.setMaxResults(limit);
		return ((after != null) ? query.setParameter("after", after) : query).getResultList();
	}

	private <T> TypedQuery<T> query(String select, String where, String order, Class<T> type) {
		boolean alone = this.persister.getSubclassEntityNames().size() <= 1;
		TypedQuery<T> query = this.entityManager.createQuery(select + " from " + this.persister.getEntityName()
				+ " e where " + (alone ? "1 = 1" : "type(e) = :type") + where + order, type);
		return alone ? query : query.setParameter("type", this.persister.getMappedClass());
	}

}
