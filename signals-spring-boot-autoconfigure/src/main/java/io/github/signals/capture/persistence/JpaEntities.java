package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.EntityCatalog;

/**
 * The entities of one persistence unit according to its metamodel, whether mapped by
 * annotations or in XML.
 *
 * @since 0.1.0
 */
public final class JpaEntities implements EntityCatalog {

	private final EntityManagerFactory factory;

	private final Map<Class<?>, ManagedType<?>> managed = new LinkedHashMap<>();

	/**
	 * Create an instance.
	 * @param factory the factory of the persistence unit, which already exists
	 */
	public JpaEntities(EntityManagerFactory factory) {
		this.factory = factory;
		for (ManagedType<?> type : factory.getMetamodel().getManagedTypes()) {
			Class<?> javaType = type.getJavaType();
			// Hibernate has entities and embeddables without a class, which are maps.
			if (javaType != null && javaType != Map.class) {
				this.managed.putIfAbsent(javaType, type);
			}
		}
	}

	@Override
	public Set<Class<?>> types() {
		return classesOf(EntityType.class);
	}

	@Override
	public Set<Class<?>> embeddables() {
		return classesOf(EmbeddableType.class);
	}

	private Set<Class<?>> classesOf(Class<?> kind) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		this.managed.forEach((javaType, type) -> {
			if (kind.isInstance(type)) {
				classes.add(javaType);
			}
		});
		return classes;
	}

	@Override
	public boolean isComplete() {
		return true;
	}

	@Override
	public boolean hasAllSubclasses() {
		return true;
	}

	@Override
	public Map<Class<?>, String> owners(Class<?> embeddable) {
		Map<Class<?>, String> owners = new LinkedHashMap<>();
		for (Class<?> entity : types()) {
			String path = path(this.managed.get(entity), embeddable);
			if (path != null) {
				owners.put(entity, path);
			}
		}
		return owners;
	}

	/**
	 * Return the path that leads to an embeddable, or {@code null}.
	 */
	private static @Nullable String path(@Nullable ManagedType<?> owner, Class<?> embeddable) {
		for (Attribute<?, ?> attribute : attributes(owner)) {
			if (isOf(attribute, embeddable)) {
				return attribute.getName();
			}
			String path = path(embedded(attribute), embeddable);
			if (path != null) {
				return attribute.getName() + "." + path;
			}
		}
		return null;
	}

	private static boolean isOf(Attribute<?, ?> attribute, Class<?> embeddable) {
		Type<?> type = (attribute instanceof PluralAttribute<?, ?, ?> plural) ? plural.getElementType()
				: embedded(attribute);
		return type instanceof EmbeddableType && type.getJavaType().isAssignableFrom(embeddable);
	}

	private static Set<? extends Attribute<?, ?>> attributes(@Nullable ManagedType<?> type) {
		return (type != null) ? type.getAttributes() : Set.of();
	}

	private static @Nullable EmbeddableType<?> embedded(@Nullable Attribute<?, ?> attribute) {
		return (attribute instanceof SingularAttribute<?, ?> singular
				&& singular.getType() instanceof EmbeddableType<?> embeddable) ? embeddable : null;
	}

	private @Nullable Attribute<?, ?> find(Class<?> type, String path) {
		return find(this.managed.get(type), path);
	}

	private @Nullable Attribute<?, ?> find(@Nullable ManagedType<?> owner, String path) {
		int dot = path.indexOf('.');
		String name = (dot != -1) ? path.substring(0, dot) : path;
		for (Attribute<?, ?> attribute : attributes(owner)) {
			if (attribute.getName().equals(name)) {
				return (dot != -1) ? findIn(embedded(attribute), path.substring(dot + 1)) : attribute;
			}
		}
		return null;
	}

	/**
	 * Find an attribute of an embeddable, or of what extends it.
	 */
	private @Nullable Attribute<?, ?> findIn(@Nullable EmbeddableType<?> embeddable, String path) {
		Attribute<?, ?> found = find(embeddable, path);
		if (found == null && embeddable != null) {
			for (ManagedType<?> type : this.managed.values()) {
				if (found == null && type != embeddable && type instanceof EmbeddableType
						&& embeddable.getJavaType().isAssignableFrom(type.getJavaType())) {
					found = find(type, path);
				}
			}
		}
		return found;
	}

	@Override
	public boolean hasAttribute(Class<?> type, String attribute) {
		return find(type, attribute) != null;
	}

	@Override
	public Class<?> attributeType(Class<?> type, String attribute) {
		Attribute<?, ?> found = find(type, attribute);
		Class<?> javaType = (found != null) ? found.getJavaType() : null;
		return (javaType != null) ? javaType : Object.class;
	}

	@Override
	public boolean isEmbedded(Class<?> type, String attribute) {
		return embedded(find(type, attribute)) != null;
	}

	@Override
	public boolean isCollection(Class<?> type, String attribute) {
		return find(type, attribute) instanceof PluralAttribute;
	}

	@Override
	public @Nullable Class<?> partType(Class<?> type, String attribute) {
		Attribute<?, ?> found = find(type, attribute);
		Type<?> part = (found instanceof PluralAttribute<?, ?, ?> plural) ? plural.getElementType()
				: (found instanceof SingularAttribute<?, ?> singular) ? singular.getType() : null;
		return (part instanceof EntityType) ? part.getJavaType() : null;
	}

	@Override
	public boolean isMappedByElements(Class<?> type, String attribute) {
		return isCollection(type, attribute) && MappedCollections.isMapped(this.factory, type, attribute);
	}

	@Override
	public Set<String> attributes(Class<?> type) {
		Set<String> names = new TreeSet<>();
		addAttributes(this.managed.get(type), "", names);
		return names;
	}

	private static void addAttributes(@Nullable ManagedType<?> type, String prefix, Set<String> names) {
		for (Attribute<?, ?> attribute : attributes(type)) {
			names.add(prefix + attribute.getName());
			addAttributes(embedded(attribute), prefix + attribute.getName() + ".", names);
		}
	}

}
