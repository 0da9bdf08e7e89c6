package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * What has been written of the collections of values of one entity, by attribute.
 */
final class WrittenCollections {

	private final EntityAttributes attributes;

	private final Map<String, @Nullable Object> before = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> after = new LinkedHashMap<>();

	WrittenCollections(EntityAttributes attributes) {
		this.attributes = attributes;
	}

	/**
	 * Note what a collection contained before it was written first, and what it contains.
	 */
	void changed(String attribute, @Nullable PersistentCollection<?> stored,
			@Nullable PersistentCollection<?> current) {
		this.before.putIfAbsent(attribute, CollectionValues.stored(stored));
		CollectionValues elements = this.attributes.elements(attribute);
		this.after.put(attribute, (elements != null) ? elements.copyOf(current) : CollectionValues.copy(current));
	}

	boolean haveOtherElements() {
		return !Changes.between(this.before, this.after, this.attributes).isEmpty();
	}

	Map<String, @Nullable Object> before() {
		return this.before;
	}

	Map<String, @Nullable Object> after() {
		return this.after;
	}

}
