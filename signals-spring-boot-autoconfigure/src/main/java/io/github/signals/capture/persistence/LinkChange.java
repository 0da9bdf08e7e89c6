package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.InstanceKey;

/**
 * What a flush has changed in the rows of one collection.
 *
 * @param owner the entity that has the collection
 * @param persister the persister of the collection
 * @param before the elements that had rows
 * @param after the elements that have rows now
 * @param isOwnerDeleted whether the owner is deleted
 */
record LinkChange(Object owner, CollectionPersister persister, Collection<?> before, Collection<?> after,
		boolean isOwnerDeleted) {

	/**
	 * Return the net of this change and a later one in the same flush.
	 */
	LinkChange then(LinkChange later) {
		return new LinkChange(this.owner, this.persister, this.before, later.after, later.isOwnerDeleted);
	}

	Key key() {
		return new Key(new InstanceKey(this.owner), this.persister.getRole());
	}

	List<@Nullable Object> added() {
		return without(this.after, this.before);
	}

	List<@Nullable Object> removed() {
		return without(this.before, this.after);
	}

	boolean isCleared() {
		return !this.before.isEmpty() && this.after.isEmpty();
	}

	/**
	 * Return the elements of a collection as they were stored.
	 */
	static Collection<?> stored(@Nullable PersistentCollection<?> collection) {
		return (collection != null) ? elements(CollectionValues.snapshot(collection)) : List.of();
	}

	/**
	 * Return the elements of a collection, for a map its entries.
	 */
	static Collection<?> elements(@Nullable Object collection) {
		Object copy = CollectionValues.copy(collection);
		if (copy instanceof Map<?, ?> map) {
			return map.entrySet();
		}
		return (copy instanceof Collection<?> elements) ? elements : List.of();
	}

	private List<@Nullable Object> without(Collection<?> elements, Collection<?> others) {
		Map<Object, Integer> counts = new LinkedHashMap<>();
		others.forEach((other) -> counts.merge(key(other), 1, Integer::sum));
		List<@Nullable Object> rest = new ArrayList<>();
		for (Object element : elements) {
			Integer count = counts.computeIfPresent(key(element), (key, value) -> value - 1);
			if (count == null || count < 0) {
				rest.add(element);
			}
		}
		return rest;
	}

	private Object key(@Nullable Object element) {
		if (element instanceof Map.Entry<?, ?> entry) {
			return List.of(Optional.ofNullable(entry.getKey()), key(entry.getValue()));
		}
		if (element == null) {
			return Optional.empty();
		}
		if (!MappedCollections.isOfEntities(this.persister)) {
			CollectionValues elements = EntityAttributes.of(this.persister.getOwnerEntityPersister())
				.elements(attribute());
			return (elements != null) ? elements.key(element) : element;
		}
		if (element instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		Object id = this.persister.getElementPersister().getIdentifier(element);
		return (id != null) ? id : element;
	}

	/**
	 * Return the name of the attribute, or its path in an embedded value.
	 */
	String attribute() {
		return MappedCollections.attribute(this.persister);
	}

	/**
	 * Tells the collections of a flush apart.
	 *
	 * @param owner the entity that has the collection
	 * @param role the role of the collection
	 */
	record Key(InstanceKey owner, String role) {

	}

}
