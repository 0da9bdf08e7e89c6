package io.github.signals.capture.persistence;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.jspecify.annotations.Nullable;

/**
 * Copies and compares values as they are written. Where their class has no
 * {@code equals}, Hibernate finds every copy changed, and writes what is there already.
 */
final class WrittenValues {

	private WrittenValues() {
	}

	/**
	 * Leave out the properties that are stored as they are.
	 * @param dirty the indexes of what Hibernate finds changed
	 */
	static int[] changed(int[] dirty, EntityPersister persister, @Nullable Object[] current,
			@Nullable Object[] previous) {
		Type[] types = persister.getPropertyTypes();
		int[] changed = dirty;
		int count = 0;
		for (int i = 0; i < dirty.length; i++) {
			int index = dirty[i];
			if (!areWrittenAlike(types[index], current[index], previous[index])) {
				changed[count++] = index;
			}
			else if (changed == dirty) {
				// Up to here it was the same.
				changed = dirty.clone();
			}
		}
		return (count < dirty.length) ? Arrays.copyOf(changed, count) : dirty;
	}

	/**
	 * Return whether two values are the same in the database: for their type, or as they
	 * are written.
	 */
	static boolean isSame(Type type, Object one, Object other) {
		return type.isSame(one, other) || areWrittenAlike(type, one, other);
	}

	private static boolean areWrittenAlike(Type type, @Nullable Object one, @Nullable Object other) {
		return (type instanceof BasicType || type instanceof CompositeType) && type.isMutable()
				&& Objects.equals(form(type, one), form(type, other));
	}

	/**
	 * Return what stands for a value as it is written, equal to that of any value that is
	 * written alike.
	 */
	static @Nullable Object form(Type type, @Nullable Object value) {
		if (value == null || UnreadValue.is(value) || !type.isMutable()) {
			return value;
		}
		if (type instanceof CompositeType composite) {
			return forms(composite, value);
		}
		return (type instanceof BasicType<?> basic) ? form(basic, value) : value;
	}

	private static List<@Nullable Object> forms(CompositeType composite, Object value) {
		List<@Nullable Object> forms = new ArrayList<>();
		Type[] types = composite.getSubtypes();
		@Nullable Object[] values = composite.getPropertyValues(value);
		for (int i = 0; i < types.length; i++) {
			forms.add(form(types[i], values[i]));
		}
		return forms;
	}

	private static <T> @Nullable Object form(BasicType<T> type, Object value) {
		BasicValueConverter<T, ?> converter = type.getValueConverter();
		Object form = (converter != null) ? converter.toRelationalValue(type.getJavaTypeDescriptor().cast(value))
				: disassembled(type, value);
		return (form instanceof byte[] bytes) ? ByteBuffer.wrap(bytes) : form;
	}

	private static @Nullable Object disassembled(BasicType<?> type, Object value) {
		try {
			Serializable form = type.disassemble(value, null, null);
			return form;
		}
		catch (ClassCastException ex) {
			// Hibernate cannot copy it either.
			return value;
		}
	}

	/**
	 * Return what stands for a value that is neither embedded nor a collection: a copy if
	 * it can change, and the identifier of an entity.
	 */
	static @Nullable Object copy(Type type, @Nullable Object value, SessionFactoryImplementor factory,
			@Nullable SharedSessionContractImplementor session) {
		if (value == null) {
			return null;
		}
		return (type instanceof EntityType entityType) ? identifier(entityType, value, factory, session)
				: type.deepCopy(value, factory);
	}

	private static @Nullable Object identifier(EntityType type, Object entity, SessionFactoryImplementor factory,
			@Nullable SharedSessionContractImplementor session) {
		if (entity instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(type.getAssociatedEntityName());
		// A state that was read from the database has identifiers already.
		return persister.isInstance(entity)
				? persister.getSubclassEntityPersister(entity, factory).getIdentifier(entity, session) : entity;
	}

}
