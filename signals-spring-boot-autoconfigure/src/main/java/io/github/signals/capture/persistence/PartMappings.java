package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.ReceiverParts;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Which entities of a factory are parts of what receivers hear as a whole. Found once for
 * those who are connected.
 */
final class PartMappings {

	private final @Nullable Object state;

	private final Map<EntityPersister, Set<PartPath>> byPart = new HashMap<>();

	private final Map<String, Set<PartPath>> byRole = new HashMap<>();

	private PartMappings(@Nullable Object state) {
		this.state = state;
	}

	static PartMappings of(SessionFactoryImplementor factory, ReceiverRegistry registry) {
		PartMappings mappings = new PartMappings(registry.state());
		if (!registry.hasPartReceivers()) {
			return mappings;
		}
		List<EntityPersister> entities = new ArrayList<>();
		factory.getMappingMetamodel().forEachEntityDescriptor(entities::add);
		for (EntityPersister whole : entities) {
			for (String path : registry.routes(whole.getMappedClass()).parts()) {
				List<PartPath> paths = path.equals(ReceiverParts.OWNED) ? owned(whole) : PartPath.along(whole, path);
				paths.forEach((found) -> mappings.add(found, entities));
			}
		}
		return mappings;
	}

	/**
	 * Return the state of the registry that they are true for.
	 */
	@Nullable Object state() {
		return this.state;
	}

	/**
	 * Return the ways to all that is deleted with an entity, each class once on a way.
	 */
	private static List<PartPath> owned(EntityPersister whole) {
		List<PartPath> paths = new ArrayList<>();
		addOwned(null, whole, paths);
		return paths;
	}

	private static void addOwned(@Nullable PartPath known, EntityPersister owner, List<PartPath> paths) {
		String[] names = owner.getPropertyNames();
		Type[] types = owner.getPropertyTypes();
		for (int i = 0; i < names.length; i++) {
			PartStep step = types[i].isAssociationType() ? PartStep.of(owner, names[i]) : null;
			if (step != null && step.owned() && !isOn(known, step.part())) {
				PartPath path = PartPath.then(known, step);
				paths.add(path);
				addOwned(path, step.part(), paths);
			}
		}
	}

	private static boolean isOn(@Nullable PartPath path, EntityPersister entity) {
		return path != null
				&& path.steps().stream().anyMatch((step) -> step.owner() == entity || step.part() == entity);
	}

	private void add(PartPath path, List<EntityPersister> entities) {
		PartStep last = path.last();
		for (EntityPersister entity : entities) {
			if (last.part().getMappedClass().isAssignableFrom(entity.getMappedClass())) {
				this.byPart.computeIfAbsent(entity, (key) -> new LinkedHashSet<>()).add(path);
			}
		}
		if (last.role() != null && last.back() == null) {
			this.byRole.computeIfAbsent(last.role(), (key) -> new LinkedHashSet<>()).add(path);
		}
	}

	/**
	 * Return of what an entity is a part.
	 */
	Set<PartPath> of(EntityPersister part) {
		return this.byPart.getOrDefault(part, Set.of());
	}

	/**
	 * Return what a collection contains the parts of that do not know their owner.
	 */
	Set<PartPath> of(String role) {
		return this.byRole.getOrDefault(role, Set.of());
	}

}
