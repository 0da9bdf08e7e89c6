package io.github.signals.capture.persistence;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a persistence context at one moment: what is added or removed while
 * they are read does not matter. Hibernate 7.4 keeps them as they are linked, and would
 * make a pair of each where it is asked for what Hibernate 7.2 has.
 */
final class ManagedEntities {

	private static final @Nullable MethodHandle LINKED = find("reentrantSafeManagedEntities", ManagedEntity[].class);

	private final Object[] elements;

	private ManagedEntities(Object[] elements) {
		this.elements = elements;
	}

	static ManagedEntities of(SharedSessionContractImplementor session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		return new ManagedEntities((LINKED != null) ? linked(LINKED, context) : context.reentrantSafeEntityEntries());
	}

	int size() {
		return this.elements.length;
	}

	Object entity(int index) {
		Object element = this.elements[index];
		return (LINKED != null) ? ((ManagedEntity) element).$$_hibernate_getEntityInstance()
				: ((Map.Entry<?, ?>) element).getKey();
	}

	EntityEntry entry(int index) {
		Object element = this.elements[index];
		return (LINKED != null) ? ((ManagedEntity) element).$$_hibernate_getEntityEntry()
				: (EntityEntry) ((Map.Entry<?, ?>) element).getValue();
	}

	private static @Nullable MethodHandle find(String method, Class<?> type) {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(PersistenceContext.class, method, MethodType.methodType(type));
		}
		catch (NoSuchMethodException | IllegalAccessException ex) {
			return null;
		}
	}

	private static ManagedEntity[] linked(MethodHandle method, PersistenceContext context) {
		try {
			return (ManagedEntity[]) method.invokeExact(context);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
