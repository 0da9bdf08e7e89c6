package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.Hibernate;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals what has changed in collections: once to those who hear the owner, and for a
 * bidirectional association once for each element to those who hear the other side.
 */
final class LinkSignals {

	private final WriteSignals signals;

	private final Map<String, Optional<String>> opposites = new ConcurrentHashMap<>();

	LinkSignals(WriteSignals signals) {
		this.signals = signals;
	}

	/**
	 * Return whether somebody hears a collection from one of its sides.
	 */
	static boolean isHeard(WriteSignals signals, CollectionPersister persister, Object owner) {
		if (!signals.registry().routes(Hibernate.getClass(owner)).of(CollectionChange.class).isEmpty()) {
			return true;
		}
		return LinkChange.isOfEntities(persister) && signals.registry().hears(CollectionChange.class);
	}

	boolean deliver(LinkChange change, DispatchContext context, SessionWrites session) {
		List<@Nullable Object> added = change.added();
		List<@Nullable Object> removed = change.removed();
		if (added.isEmpty() && removed.isEmpty()) {
			return false;
		}
		String opposite = opposite(change.persister());
		boolean ownerDeleted = change.isOwnerDeleted();
		SenderRoutes routes = this.signals.registry().routes(Hibernate.getClass(change.owner()));
		boolean heard = send(new CollectionChange<>(routes.sender(), change.owner(), change.attribute(), added, removed,
				change.isCleared(), ownerDeleted, false, opposite, context), routes, session);
		if (opposite != null) {
			heard |= deliverInverse(change, opposite, added, true, context, session);
			heard |= deliverInverse(change, opposite, removed, false, context, session);
		}
		return heard;
	}

	private boolean deliverInverse(LinkChange change, String opposite, List<@Nullable Object> elements, boolean added,
			DispatchContext context, SessionWrites session) {
		boolean heard = false;
		for (Object element : elements) {
			Object linked = (element instanceof Map.Entry<?, ?> entry) ? entry.getValue() : element;
			if (linked == null) {
				continue;
			}
			SenderRoutes routes = this.signals.registry().routes(Hibernate.getClassLazy(linked));
			if (!routes.of(CollectionChange.class).isEmpty()) {
				List<Object> owner = List.of(change.owner());
				heard |= send(new CollectionChange<>(routes.sender(), Hibernate.unproxy(linked), opposite,
						added ? owner : List.of(), added ? List.of() : owner, false, change.isOwnerDeleted(), true,
						change.attribute(), context), routes, session);
			}
		}
		return heard;
	}

	private boolean send(CollectionChange<?> signal, SenderRoutes routes, SessionWrites session) {
		Route route = routes.of(CollectionChange.class);
		if (route.isEmpty()) {
			return false;
		}
		if (!route.deferred().isEmpty()) {
			this.signals.later(signal, routes, session.deferral());
		}
		return this.signals.now(signal, routes);
	}

	private @Nullable String opposite(CollectionPersister persister) {
		return this.opposites.computeIfAbsent(persister.getRole(), (role) -> findOpposite(persister)).orElse(null);
	}

	private static Optional<String> findOpposite(CollectionPersister persister) {
		if (!LinkChange.isOfEntities(persister)) {
			return Optional.empty();
		}
		EntityPersister target = persister.getElementPersister();
		String attribute = LinkChange.attribute(persister);
		for (Type type : target.getPropertyTypes()) {
			if (type instanceof CollectionType collectionType) {
				CollectionPersister candidate = persister.getFactory()
					.getMappingMetamodel()
					.getCollectionDescriptor(collectionType.getRole());
				if (candidate.isInverse() && attribute.equals(candidate.getMappedByProperty())) {
					return Optional.of(LinkChange.attribute(candidate));
				}
			}
		}
		return Optional.empty();
	}

}
