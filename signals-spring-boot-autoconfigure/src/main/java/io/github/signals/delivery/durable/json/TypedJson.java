package io.github.signals.delivery.durable.json;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

import io.github.signals.dispatch.StoredEntities;

/**
 * Writes values and reads them again, by the types that the mapping of the entities and a
 * closed list tell.
 *
 * @since 0.1.0
 */
public final class TypedJson {

	private final ValueTypes types;

	private final ValueWriter writer;

	private final ValueReader reader;

	private final ValueReader elementReader;

	private final ObjectJson objects;

	private final StoredEntities entities;

	/**
	 * Create an instance.
	 * @param mapper the mapper of the application, whose modules and mix-ins are used for
	 * objects of its own classes
	 * @param entities how to read entities
	 * @param entityTypes finds the class of an entity by the name that a record has
	 * @param omitted the attributes of an entity that are left out
	 * @param declared the classes that values may have where the mapping does not say so
	 * @param actors the classes that actors are known to have
	 */
	public TypedJson(JsonMapper mapper, StoredEntities entities, Function<String, @Nullable Class<?>> entityTypes,
			Function<Class<?>, Set<String>> omitted, Collection<? extends Class<?>> declared,
			Supplier<? extends Collection<Class<?>>> actors) {
		this.entities = entities;
		this.objects = new ObjectJson(mapper);
		this.types = new ValueTypes(entities, this.objects, omitted, declared, actors);
		this.writer = new ValueWriter(this.types, this.objects, entities);
		this.reader = new ValueReader(this.types, this.objects, entities, entityTypes, (entity, id) -> null);
		this.elementReader = new ValueReader(this.types, this.objects, entities, entityTypes,
				(entity, id) -> entities.restore(entity, id, Map.of()));
	}

	/**
	 * Return the names of the classes that may be missing, and whose values are written
	 * as text.
	 * @return the names
	 */
	public static Collection<String> optionalTypes() {
		return Scalar.OPTIONAL.values();
	}

	/**
	 * Return the class of an object.
	 * @param value the object
	 * @return its class, and never that of a proxy or of an enhanced subclass
	 */
	public static Class<?> classOf(Object value) {
		return ValueWriter.entityType(value);
	}

	/**
	 * Return the types of the values of an entity.
	 * @param entity the class of the entity
	 * @return the types
	 */
	public EntityValueTypes typesOf(Class<?> entity) {
		return this.types.of(entity);
	}

	/**
	 * Return what values of a declared type may be.
	 * @param type the type
	 * @return what they may be, which may be a problem
	 */
	public ValueType typeOf(ResolvableType type) {
		return this.types.of(type);
	}

	/**
	 * Return why values cannot be parts of what the application sends.
	 * @param type the type of the values
	 * @return the reason, or {@code null} if they can
	 */
	public @Nullable String problemOfPart(ValueType type) {
		return (type.problem() != null) ? type.problem() : this.objects.entityIn(type, this.entities::isEntity);
	}

	/**
	 * Return the types of the closed list that are neither text nor numbers.
	 * @return the types
	 */
	public Collection<ValueType> namedTypes() {
		return this.types.named();
	}

	/**
	 * Write a value.
	 * @param json where to write it
	 * @param value the value
	 * @param type the type that it is known to be of
	 * @throws UnwritableValueException if it could not be read again
	 */
	public void write(JsonGenerator json, @Nullable Object value, ValueType type) {
		this.writer.write(json, value, type);
	}

	/**
	 * Say that a value is left out.
	 * @param json where to say it
	 */
	public static void writeOmitted(JsonGenerator json) {
		ValueWriter.writeOmitted(json);
	}

	/**
	 * Return whether a value was left out.
	 * @param json what was written
	 * @return whether it says so
	 */
	public static boolean isOmitted(JsonNode json) {
		return ValueReader.isOmitted(json);
	}

	/**
	 * Read a value.
	 * @param json what was written
	 * @param type the type that it is known to be of
	 * @return the value
	 * @throws UnreadableValueException if there is another one
	 */
	public @Nullable Object read(@Nullable JsonNode json, ValueType type) {
		return this.reader.read(json, type);
	}

	/**
	 * Read elements of a collection. An entity whose row is gone is an instance that has
	 * nothing but its identifier.
	 * @param json what was written
	 * @param type the type that they are known to be of
	 * @return the elements
	 * @throws UnreadableValueException if there are others
	 */
	public @Nullable Object readElements(@Nullable JsonNode json, ValueType type) {
		return this.elementReader.read(json, type);
	}

	/**
	 * Return the values of the attributes of an entity, which are read when they are
	 * asked for.
	 * @param sender the class of the entity
	 * @param recorded what was written, or {@code null} for nothing
	 * @param names the name that an attribute has now, by that which it had
	 * @return the values by the names of the attributes
	 */
	public LazyValues values(Class<?> sender, @Nullable JsonNode recorded, UnaryOperator<String> names) {
		return values(sender, this.types.of(sender), recorded, names);
	}

	/**
	 * Return the values of the parts of an object, which are read when they are asked
	 * for.
	 * @param owner the class of the object
	 * @param types the types of its parts
	 * @param recorded what was written, or {@code null} for nothing
	 * @param names the name that a part has now, by that which it had
	 * @return the values by the names of the parts
	 */
	public LazyValues values(Class<?> owner, EntityValueTypes types, @Nullable JsonNode recorded,
			UnaryOperator<String> names) {
		return new LazyValues(owner, recorded, types, this.reader, names);
	}

}
