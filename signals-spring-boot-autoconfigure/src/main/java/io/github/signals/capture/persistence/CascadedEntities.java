package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entities that a call cascades to, without loading any: each after what it
 * belongs to.
 */
final class CascadedEntities {

	private final CascadingAction<?> action;

	private final EventSource session;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<Object> found = new ArrayList<>();

	private CascadedEntities(CascadingAction<?> action, EventSource session) {
		this.action = action;
		this.session = session;
	}

	static List<Object> of(List<Object> roots, CascadingAction<?> action, EventSource session) {
		CascadedEntities entities = new CascadedEntities(action, session);
		roots.forEach(entities::visit);
		return entities.found;
	}

	/**
	 * Return the entity behind a proxy, or {@code null} if nobody has loaded it.
	 */
	static @Nullable Object loaded(@Nullable Object instance) {
		return (instance != null && Hibernate.isInitialized(instance)) ? Hibernate.unproxy(instance) : null;
	}

	private void visit(@Nullable Object instance) {
		Object entity = loaded(instance);
		if (entity == null || !this.seen.add(entity)) {
			return;
		}
		this.found.add(entity);
		EntityPersister persister = this.session.getEntityPersister(null, entity);
		if (persister.hasCascades()) {
			visit(persister.getValues(entity), persister.getPropertyTypes(), persister.getPropertyCascadeStyles());
		}
	}

	private void visit(@Nullable Object[] values, Type[] types, CascadeStyle[] styles) {
		for (int i = 0; i < types.length; i++) {
			Object value = values[i];
			if (value == null || UnreadValue.is(value)) {
				continue;
			}
			if (types[i] instanceof CompositeType composite) {
				visit(composite.getPropertyValues(value, this.session), composite.getSubtypes(), styles(composite));
			}
			else if (styles[i].doCascade(this.action)) {
				visitAssociated(types[i], value);
			}
		}
	}

	private static CascadeStyle[] styles(CompositeType type) {
		CascadeStyle[] styles = new CascadeStyle[type.getSubtypes().length];
		for (int i = 0; i < styles.length; i++) {
			styles[i] = type.getCascadeStyle(i);
		}
		return styles;
	}

	private void visitAssociated(Type type, Object value) {
		if (type.isEntityType()) {
			visit(value);
		}
		else if (type instanceof CollectionType collection
				&& collection.getElementType(this.session.getFactory()).isEntityType()) {
			elements(value).forEach(this::visit);
		}
	}

	/**
	 * Return the elements that are there: of a collection that is not loaded, those that
	 * were added to it.
	 */
	private static List<?> elements(Object value) {
		if (value instanceof PersistentCollection<?> lazy && !lazy.wasInitialized()) {
			List<Object> added = new ArrayList<>();
			if (lazy.hasQueuedOperations()) {
				lazy.queuedAdditionIterator().forEachRemaining(added::add);
			}
			return added;
		}
		if (value instanceof Map<?, ?> map) {
			return new ArrayList<>(map.values());
		}
		return (value instanceof Collection<?> collection) ? new ArrayList<>(collection) : List.of();
	}

}
