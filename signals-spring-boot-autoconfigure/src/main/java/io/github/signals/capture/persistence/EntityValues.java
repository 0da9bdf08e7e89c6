package io.github.signals.capture.persistence;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.github.signals.dispatch.StoredForm;
import io.github.signals.dispatch.StoredValue;
import io.github.signals.dispatch.StoredValues;

/**
 * Finds the declared types of what {@link EntityState} reads.
 */
final class EntityValues {

	private final SessionFactoryImplementor factory;

	private final EntityAttributes written;

	private final Map<String, StoredValue> attributes = new LinkedHashMap<>();

	private final Map<String, Class<?>> parts = new LinkedHashMap<>();

	private final Map<String, StoredValue> collections = new LinkedHashMap<>();

	private EntityValues(EntityPersister persister) {
		this.factory = persister.getFactory();
		this.written = EntityAttributes.of(persister);
	}

	static StoredValues of(EntityPersister persister) {
		EntityValues values = new EntityValues(persister);
		values.addAll("", persister, persister.getPropertyNames(), persister.getPropertyTypes());
		return new StoredValues(ResolvableType.forClass(persister.getIdentifierType().getReturnedClass()),
				values.attributes, Map.of(), values.parts, values.collections);
	}

	private void addAll(String prefix, @Nullable ManagedMappingType owner, String[] names, Type[] types) {
		for (int i = 0; i < names.length; i++) {
			AttributeMapping mapping = (owner != null) ? owner.findAttributeMapping(names[i]) : null;
			add(prefix + names[i], owner, mapping, types[i]);
		}
	}

	private void add(String name, @Nullable ManagedMappingType owner, @Nullable AttributeMapping mapping, Type type) {
		if (type instanceof AnyType) {
			put(name, ResolvableType.forClass(Object.class), null);
		}
		else if (type instanceof CompositeType composite) {
			boolean known = mapping != null && mapping.getMappedType() instanceof EmbeddableMappingType;
			addAll(name + ".", (mapping != null && known) ? (EmbeddableMappingType) mapping.getMappedType() : null,
					composite.getPropertyNames(), composite.getSubtypes());
		}
		else if (type instanceof EntityType entity) {
			put(name, ResolvableType.forClass(identifier(entity)), null);
			addPart(name, entity);
		}
		else if (!(type instanceof CollectionType collection)) {
			put(name, declared(owner, mapping, type), ConvertedForm.of(type));
		}
		else if (CollectionValues.isOfValues(collection, this.factory)) {
			StoredValue value = new StoredValue(declared(owner, mapping, type), this.written.isWritten(name), null,
					ConvertedForm.of(collection.getElementType(this.factory)));
			this.attributes.put(name, value);
			this.collections.put(name, value);
		}
		else {
			this.collections.put(name, new StoredValue(declared(owner, mapping, type), false, null, null));
			if (collection.getElementType(this.factory) instanceof EntityType element) {
				addPart(name, element);
			}
		}
	}

	private void put(String name, ResolvableType type, @Nullable StoredForm form) {
		this.attributes.put(name, new StoredValue(type, this.written.isWritten(name), form, null));
	}

	private void addPart(String name, EntityType type) {
		this.parts.put(name,
				this.factory.getMappingMetamodel()
					.getEntityDescriptor(type.getAssociatedEntityName())
					.getMappedClass());
	}

	private Class<?> identifier(EntityType type) {
		return this.factory.getMappingMetamodel()
			.getEntityDescriptor(type.getAssociatedEntityName())
			.getIdentifierType()
			.getReturnedClass();
	}

	private static ResolvableType declared(@Nullable ManagedMappingType owner, @Nullable AttributeMapping mapping,
			Type type) {
		Member member = (mapping != null) ? mapping.getPropertyAccess().getGetter().getMember() : null;
		Class<?> declaring = (owner != null) ? owner.getMappedJavaType().getJavaTypeClass() : Object.class;
		if (member instanceof Field field) {
			return ResolvableType.forField(field, declaring);
		}
		return (member instanceof Method method) ? ResolvableType.forMethodReturnType(method, declaring)
				: ResolvableType.forClass(type.getReturnedClass());
	}

}
