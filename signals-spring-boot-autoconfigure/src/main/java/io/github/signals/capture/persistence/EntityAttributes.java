package io.github.signals.capture.persistence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

import io.github.signals.Changes;

/**
 * The attributes of an entity by the names that changes have: which of them Hibernate
 * writes, and how it compares them.
 */
final class EntityAttributes implements Changes.Comparison {

	private static final Map<EntityPersister, EntityAttributes> known = new ConcurrentReferenceHashMap<>(64,
			ReferenceType.WEAK);

	private final Map<String, Attribute> attributes = new HashMap<>();

	private final List<String> collections;

	private final @Nullable String version;

	private final int[] generated;

	private final boolean stamped;

	private final SingleAttributes single;

	private EntityAttributes(EntityPersister persister) {
		this.generated = IntStream.range(0, persister.getPropertyNames().length)
			.filter((index) -> AttributeWriting.isGeneratedByUpdates(persister, index))
			.toArray();
		this.stamped = Arrays.stream(persister.getGenerators())
			.anyMatch((generator) -> generator instanceof BeforeExecutionGenerator && generator.generatesOnUpdate());
		this.version = persister.isVersioned() ? persister.getPropertyNames()[persister.getVersionPropertyIndex()]
				: null;
		for (int i = 0; i < persister.getPropertyNames().length; i++) {
			add(persister.getPropertyNames()[i], persister.getPropertyTypes()[i], persister.getAttributeMapping(i),
					AttributeWriting.of(persister, i), persister.getFactory());
		}
		this.single = new SingleAttributes(persister);
		this.collections = this.attributes.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().elements != null)
			.map(Map.Entry::getKey)
			.toList();
	}

	static EntityAttributes of(EntityPersister persister) {
		EntityAttributes attributes = known.get(persister);
		return (attributes != null) ? attributes : known.computeIfAbsent(persister, EntityAttributes::new);
	}

	private void add(String name, Type type, @Nullable AttributeMapping mapping, AttributeWriting writing,
			SessionFactoryImplementor factory) {
		if (type instanceof CollectionType collection) {
			boolean ofValues = CollectionValues.isOfValues(collection, factory);
			this.attributes.put(name, new Attribute(type, ofValues ? CollectionValues.of(collection, factory) : null,
					AttributeWriting.ALWAYS));
		}
		else if (type instanceof CompositeType composite) {
			ManagedMappingType embeddable = (mapping != null
					&& mapping.getMappedType() instanceof EmbeddableMappingType managed) ? managed : null;
			for (int i = 0; i < composite.getPropertyNames().length; i++) {
				String part = composite.getPropertyNames()[i];
				AttributeMapping attribute = (embeddable != null) ? embeddable.findAttributeMapping(part) : null;
				add(name + "." + part, composite.getSubtypes()[i], attribute, writing.of(attribute), factory);
			}
		}
		else {
			this.attributes.put(name, new Attribute(valueType(type, factory), null, writing));
		}
	}

	/**
	 * Return the type of what stands for a value: of an entity its identifier.
	 */
	private static Type valueType(Type type, SessionFactoryImplementor factory) {
		return (type instanceof EntityType entity) ? factory.getMappingMetamodel()
			.getEntityDescriptor(entity.getAssociatedEntityName())
			.getIdentifierType() : type;
	}

	/**
	 * Return the names of the collections of values.
	 */
	List<String> collections() {
		return this.collections;
	}

	/**
	 * Return the elements of a collection of values, or {@code null} for anything else.
	 */
	@Nullable CollectionValues elements(String name) {
		Attribute attribute = this.attributes.get(name);
		return (attribute != null) ? attribute.elements : null;
	}

	/**
	 * Return whether a collection of values is written as what it contained, where the
	 * type of its elements cannot tell.
	 */
	static boolean areWrittenAlike(CollectionPersister persister, PersistentCollection<?> stored,
			PersistentCollection<?> current) {
		CollectionValues elements = of(persister.getOwnerEntityPersister())
			.elements(MappedCollections.attribute(persister));
		return elements != null
				&& elements.areWrittenAlike(CollectionValues.snapshot(stored), CollectionValues.copy(current));
	}

	/**
	 * Return the indexes of the properties that updates write with values of their own:
	 * the version, and what is generated.
	 */
	int[] generated() {
		return this.generated;
	}

	/**
	 * Return whether Hibernate sets an attribute in each update that it thinks of, as a
	 * time stamp, and so has always something to write.
	 */
	boolean isStampedByUpdates() {
		return this.stamped;
	}

	/**
	 * Return whether an attribute can be among what a save has changed.
	 */
	boolean isWritten(String name) {
		Attribute attribute = this.attributes.get(name);
		return attribute == null || attribute.writing.isEver();
	}

	@Override
	public boolean isSame(String name, @Nullable Object one, @Nullable Object other) {
		Attribute attribute = this.attributes.get(name);
		if (one == other) {
			return true;
		}
		if (attribute == null) {
			return Changes.Comparison.super.isSame(name, one, other);
		}
		if (attribute.elements != null) {
			return attribute.elements.isSame(one, other);
		}
		return one != null && other != null && WrittenValues.isSame(attribute.type, one, other);
	}

	@Override
	public boolean isVersion(String name) {
		return name.equals(this.version);
	}

	/**
	 * Return what a creation writes, and what the database has generated as far as it is
	 * known.
	 * @param state all attributes, of which those that are not written are removed
	 */
	Changes created(Map<String, @Nullable Object> state) {
		retain(state, AttributeWriting::inserted);
		state.entrySet().removeIf((entry) -> entry.getValue() == null && isGeneratedAlone(entry.getKey()));
		return Changes.all(state, this);
	}

	private boolean isGeneratedAlone(String name) {
		Attribute attribute = this.attributes.get(name);
		return attribute != null && attribute.writing.onlyGenerated();
	}

	/**
	 * Return what an update is going to write, but for what Hibernate itself generates.
	 * @param state all attributes, of which those that are not written are removed
	 */
	Changes toBeUpdated(Map<String, @Nullable Object> stored, Map<String, @Nullable Object> state) {
		retain(state, (writing) -> writing.updated() && !writing.generated());
		return Changes.between(stored, state, this);
	}

	/**
	 * Return what an update has written.
	 * @param state all attributes, of which those that are not written are removed
	 */
	Changes updated(Map<String, @Nullable Object> stored, Map<String, @Nullable Object> state) {
		retain(state, AttributeWriting::isUpdated);
		return Changes.between(stored, state, this);
	}

	/**
	 * Return what an update has written of some properties.
	 * @param indexes the indexes of the properties
	 * @return what has changed, or {@code null} if it must be told by name
	 */
	@Nullable Changes updated(int[] indexes, @Nullable Object[] stored, @Nullable Object[] state,
			SharedSessionContractImplementor session) {
		return this.single.changed(indexes, stored, state, this, session);
	}

	private void retain(Map<String, @Nullable Object> state, Predicate<AttributeWriting> written) {
		state.keySet().removeIf((name) -> {
			Attribute attribute = this.attributes.get(name);
			return attribute != null && !written.test(attribute.writing);
		});
	}

	/**
	 * One attribute.
	 *
	 * @param type the type of its values
	 * @param elements the elements of a collection of values, {@code null} for anything
	 * else
	 * @param writing when it is written
	 */
	private record Attribute(Type type, @Nullable CollectionValues elements, AttributeWriting writing) {

	}

}
