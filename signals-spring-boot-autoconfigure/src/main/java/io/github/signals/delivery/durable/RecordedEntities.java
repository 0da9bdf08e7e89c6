package io.github.signals.delivery.durable;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.StoredEntities;

/**
 * Finds the entities that records name: classes that are mapped, and no others.
 */
final class RecordedEntities implements IdentifierAccessor {

	private final StoredEntities entities;

	private final Renamed renamed;

	private final @Nullable ClassLoader classLoader;

	RecordedEntities(StoredEntities entities, Renamed renamed, @Nullable ClassLoader classLoader) {
		this.entities = entities;
		this.renamed = renamed;
		this.classLoader = classLoader;
	}

	/**
	 * Return the class of an entity, which is not initialized for this. Where there is
	 * none, no further attempt finds one.
	 */
	Class<?> type(String recorded) {
		// Statements on tables that no entity has are sent by everybody.
		Class<?> type = recorded.equals(Object.class.getName()) ? Object.class : find(recorded);
		if (type == null) {
			throw new ImpossibleCallException(
					recorded + " is not an entity of this application. If it was"
							+ " renamed, set signals.durable.renamed-entities." + recorded + " to its new class name.",
					null);
		}
		return type;
	}

	/**
	 * Return whether there is a class, which may be that of an entity of a factory that
	 * nobody has created yet.
	 */
	boolean isPresent(String className) {
		return ClassUtils.isPresent(className, this.classLoader);
	}

	/**
	 * Return the class of an entity, or {@code null} if it is not one.
	 */
	@Nullable Class<?> find(String recorded) {
		try {
			Class<?> type = ClassUtils.forName(this.renamed.entity(recorded), this.classLoader);
			return this.entities.isEntity(type) ? type : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	@Override
	public @Nullable Object of(Object instance) {
		return this.entities.isEntity(instance.getClass()) ? this.entities.identifier(instance) : null;
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return this.entities.isEntity(instance.getClass()) ? this.entities.state(instance) : Map.of();
	}

}
