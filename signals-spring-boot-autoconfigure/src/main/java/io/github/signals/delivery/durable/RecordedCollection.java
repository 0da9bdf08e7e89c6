package io.github.signals.delivery.durable;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import io.github.signals.CollectionChange;
import io.github.signals.delivery.durable.json.EntityValueTypes;
import io.github.signals.delivery.durable.json.RecordedText;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.UnreadableValueException;
import io.github.signals.delivery.durable.json.ValueType;
import io.github.signals.dispatch.DispatchContext;

/**
 * What a record tells of what has become of a collection. Elements that are entities are
 * references, which are read anew; one whose row is gone has nothing but its identifier.
 *
 * @param node the record
 * @param sender the class of the entity that has the collection
 * @param json the format of the elements
 * @param names the name that a collection has now, by that which it had
 */
record RecordedCollection(JsonNode node, Class<?> sender, TypedJson json, UnaryOperator<String> names) {

	private static final String ATTRIBUTE = "attribute";

	private static final String ADDED = "added";

	private static final String REMOVED = "removed";

	private static final String ENTRIES = "entries";

	private static final String CLEARED = "cleared";

	private static final String OWNER_DELETED = "ownerDeleted";

	private static final String INVERSE = "inverse";

	private static final String OPPOSITE = "opposite";

	/**
	 * Write a signal.
	 * @param change the signal
	 * @param types the types of the values of its entity
	 * @param generator where to write it
	 * @param elements writes the elements
	 */
	static void write(CollectionChange<?> change, EntityValueTypes types, JsonGenerator generator, Elements elements) {
		boolean entries = Stream.concat(change.added().stream(), change.removed().stream())
			.anyMatch(Map.Entry.class::isInstance);
		ValueType type = typeOf(types, change.attribute(), entries);
		String description = "attribute '" + change.attribute() + "'";
		generator.writeStringProperty(ATTRIBUTE, change.attribute());
		elements.write(ADDED, description, entries ? map(change.added()) : change.added(), type);
		elements.write(REMOVED, description, entries ? map(change.removed()) : change.removed(), type);
		writeIf(entries, ENTRIES, generator);
		writeIf(change.cleared(), CLEARED, generator);
		writeIf(change.ownerDeleted(), OWNER_DELETED, generator);
		writeIf(change.inverse(), INVERSE, generator);
		if (change.opposite() != null) {
			generator.writeStringProperty(OPPOSITE, change.opposite());
		}
	}

	private static void writeIf(boolean value, String name, JsonGenerator generator) {
		if (value) {
			generator.writeBooleanProperty(name, true);
		}
	}

	private static Map<Object, Object> map(List<? extends @Nullable Object> entries) {
		Map<Object, Object> map = new LinkedHashMap<>();
		for (Object element : entries) {
			Map.Entry<?, ?> entry = (Map.Entry<?, ?>) Objects.requireNonNull(element);
			map.put(entry.getKey(), entry.getValue());
		}
		return map;
	}

	private static ValueType typeOf(EntityValueTypes types, String attribute, boolean entries) {
		ValueType collection = types.collection(attribute);
		return ValueType.ofElements(entries ? Map.class : List.class, entries ? collection.keys() : null,
				collection.elements());
	}

	/**
	 * Return whether a row was deleted, which may be that of the entity.
	 */
	boolean isOwnerDeleted() {
		return JsonFields.truth(this.node, OWNER_DELETED);
	}

	/**
	 * Make the signal.
	 */
	CollectionChange<?> change(@Nullable Object instance, DispatchContext context) {
		String recorded = JsonFields.text(this.node, ATTRIBUTE);
		if (recorded == null) {
			throw new UnreadableValueException("The record does not name the collection of " + this.sender.getName());
		}
		String attribute = this.names.apply(recorded);
		ValueType type = typeOf(this.json.typesOf(this.sender), attribute, JsonFields.truth(this.node, ENTRIES));
		return new CollectionChange<>(this.sender, Objects.requireNonNull(instance), attribute,
				elements(attribute, ADDED, type), elements(attribute, REMOVED, type),
				JsonFields.truth(this.node, CLEARED), isOwnerDeleted(), JsonFields.truth(this.node, INVERSE),
				JsonFields.text(this.node, OPPOSITE), context);
	}

	private List<? extends @Nullable Object> elements(String attribute, String name, ValueType type) {
		try {
			Object elements = this.json.readElements(this.node.get(name), type);
			if (elements instanceof Map<?, ?> map) {
				return map.entrySet().stream().map(SimpleImmutableEntry::new).toList();
			}
			return (elements != null) ? new ArrayList<>((Collection<?>) elements) : List.of();
		}
		catch (UnreadableValueException ex) {
			throw ex.of("Attribute '" + RecordedText.name(attribute) + "'", this.sender);
		}
	}

	/**
	 * Writes the elements of a collection.
	 */
	@FunctionalInterface
	interface Elements {

		void write(String name, String description, @Nullable Object value, ValueType type);

	}

}
