package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.hibernate.Hibernate;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Tells what has changed in collections: once to those who hear the owner, and for a
 * bidirectional association once for each element to those who hear the other side.
 */
final class LinkSignals {

	private final Supplier<ReceiverRegistry> registry;

	private final Map<String, Optional<String>> opposites = new ConcurrentHashMap<>();

	LinkSignals(Supplier<ReceiverRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Return whether somebody hears a collection from one of its sides.
	 */
	boolean isHeard(CollectionPersister persister, Object owner) {
		if (!this.registry.get().routes(Hibernate.getClass(owner)).of(CollectionChange.class).isEmpty()) {
			return true;
		}
		return MappedCollections.isOfEntities(persister) && this.registry.get().hasReceivers(CollectionChange.class);
	}

	/**
	 * Return what is to be heard of what has become of collections.
	 */
	List<Heard> describe(Collection<LinkChange> changes, DispatchContext context) {
		if (changes.isEmpty()) {
			return List.of();
		}
		List<Heard> heard = new ArrayList<>();
		changes.forEach((change) -> describe(change, context, heard));
		return heard;
	}

	private void describe(LinkChange change, DispatchContext context, List<Heard> heard) {
		List<@Nullable Object> added = change.added();
		List<@Nullable Object> removed = change.removed();
		if (added.isEmpty() && removed.isEmpty()) {
			return;
		}
		String opposite = opposite(change.persister());
		SenderRoutes routes = this.registry.get().routes(Hibernate.getClass(change.owner()));
		if (!routes.of(CollectionChange.class).isEmpty()) {
			heard.add(new Heard(new CollectionChange<>(routes.sender(), change.owner(), change.attribute(), added,
					removed, change.isCleared(), change.isOwnerDeleted(), false, opposite, context), routes));
		}
		if (opposite != null) {
			describeInverse(change, opposite, added, true, context, heard);
			describeInverse(change, opposite, removed, false, context, heard);
		}
	}

	private void describeInverse(LinkChange change, String opposite, List<@Nullable Object> elements, boolean added,
			DispatchContext context, List<Heard> heard) {
		for (Object element : elements) {
			Object linked = (element instanceof Map.Entry<?, ?> entry) ? entry.getValue() : element;
			if (linked == null) {
				continue;
			}
			SenderRoutes routes = this.registry.get().routes(Hibernate.getClassLazy(linked));
			if (!routes.of(CollectionChange.class).isEmpty()) {
				List<Object> owner = List.of(change.owner());
				heard.add(new Heard(new CollectionChange<>(routes.sender(), instance(linked), opposite,
						added ? owner : List.of(), added ? List.of() : owner, false, change.isOwnerDeleted(), true,
						change.attribute(), context), routes));
			}
		}
	}

	/**
	 * Load an element, unless its session has forgotten it, as it does in a rollback.
	 */
	private static Object instance(Object linked) {
		boolean forgotten = !Hibernate.isInitialized(linked) && linked instanceof HibernateProxy proxy
				&& proxy.getHibernateLazyInitializer().getSession() == null;
		return forgotten ? linked : Hibernate.unproxy(linked);
	}

	private @Nullable String opposite(CollectionPersister persister) {
		return this.opposites.computeIfAbsent(persister.getRole(), (role) -> findOpposite(persister)).orElse(null);
	}

	private static Optional<String> findOpposite(CollectionPersister persister) {
		if (!MappedCollections.isOfEntities(persister)) {
			return Optional.empty();
		}
		EntityPersister target = persister.getElementPersister();
		String attribute = MappedCollections.attribute(persister);
		for (Type type : target.getPropertyTypes()) {
			if (type instanceof CollectionType collectionType) {
				CollectionPersister candidate = persister.getFactory()
					.getMappingMetamodel()
					.getCollectionDescriptor(collectionType.getRole());
				if (candidate.isInverse() && attribute.equals(candidate.getMappedByProperty())) {
					return Optional.of(MappedCollections.attribute(candidate));
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * What the receivers of one sender hear.
	 *
	 * @param signal what has become of the collection
	 * @param routes the receivers
	 */
	record Heard(CollectionChange<?> signal, SenderRoutes routes) {

		boolean isDeferred() {
			return !this.routes.of(CollectionChange.class).deferred().isEmpty();
		}

	}

}
