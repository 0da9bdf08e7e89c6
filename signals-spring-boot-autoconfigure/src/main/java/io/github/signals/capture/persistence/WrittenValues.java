package io.github.signals.capture.persistence;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.jspecify.annotations.Nullable;

/**
 * Compares values as they are written. Where their class has no {@code equals}, Hibernate
 * finds every copy changed, and writes what is there already.
 */
final class WrittenValues {

	private final SharedSessionContractImplementor session;

	WrittenValues(SharedSessionContractImplementor session) {
		this.session = session;
	}

	/**
	 * Leave out the properties that are stored as they are.
	 * @param dirty the indexes of what Hibernate finds changed
	 */
	int[] changed(int[] dirty, EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous) {
		Type[] types = persister.getPropertyTypes();
		for (int index : dirty) {
			if (isSame(types[index], current[index], previous[index])) {
				return Arrays.stream(dirty)
					.filter((other) -> !isSame(types[other], current[other], previous[other]))
					.toArray();
			}
		}
		return dirty;
	}

	private boolean isSame(Type type, @Nullable Object one, @Nullable Object other) {
		return (type instanceof BasicType || type instanceof CompositeType) && type.isMutable()
				&& Objects.equals(form(type, one), form(type, other));
	}

	/**
	 * Return whether a collection is stored as the elements that another one has.
	 */
	boolean haveSameElements(CollectionPersister persister, PersistentCollection<?> stored,
			PersistentCollection<?> current) {
		CollectionType collection = find(persister.getRole(), persister.getOwnerEntityPersister().getPropertyTypes());
		Type type = (collection != null) ? collection.getElementType(this.session.getFactory()) : null;
		return type != null && type.isMutable() && Objects.equals(forms(type, CollectionValues.snapshot(stored)),
				forms(type, CollectionValues.copy(current)));
	}

	private static @Nullable CollectionType find(String role, Type[] types) {
		for (Type type : types) {
			if (type instanceof CollectionType collection && collection.getRole().equals(role)) {
				return collection;
			}
			CollectionType found = (type instanceof CompositeType composite) ? find(role, composite.getSubtypes())
					: null;
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private @Nullable Object forms(Type type, @Nullable Object elements) {
		if (elements instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> forms = new HashMap<>();
			map.forEach((key, value) -> forms.put(key, form(type, value)));
			return forms;
		}
		if (!(elements instanceof Collection<?> collection)) {
			return elements;
		}
		Collection<@Nullable Object> forms = (collection instanceof Set) ? new HashSet<>() : new ArrayList<>();
		collection.forEach((element) -> forms.add(form(type, element)));
		return forms;
	}

	private @Nullable Object form(Type type, @Nullable Object value) {
		if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY || !type.isMutable()) {
			return value;
		}
		if (type instanceof CompositeType composite) {
			return forms(composite, value);
		}
		return (type instanceof BasicType<?> basic) ? form(basic, value) : value;
	}

	private List<@Nullable Object> forms(CompositeType composite, Object value) {
		List<@Nullable Object> forms = new ArrayList<>();
		Type[] types = composite.getSubtypes();
		@Nullable Object[] values = composite.getPropertyValues(value, this.session);
		for (int i = 0; i < types.length; i++) {
			forms.add(form(types[i], values[i]));
		}
		return forms;
	}

	private <T> @Nullable Object form(BasicType<T> type, Object value) {
		BasicValueConverter<T, ?> converter = type.getValueConverter();
		Object form = (converter != null) ? converter.toRelationalValue(type.getJavaTypeDescriptor().cast(value))
				: disassembled(type, value);
		return (form instanceof byte[] bytes) ? ByteBuffer.wrap(bytes) : form;
	}

	private @Nullable Object disassembled(BasicType<?> type, Object value) {
		try {
			Serializable form = type.disassemble(value, this.session, null);
			return form;
		}
		catch (ClassCastException ex) {
			// Hibernate cannot copy it either.
			return value;
		}
	}

}
