package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The combined catalog of several stores.
 *
 * @since 0.1.0
 */
public abstract class EntityCatalogs implements EntityCatalog {

	/**
	 * Create an instance.
	 */
	protected EntityCatalogs() {
	}

	/**
	 * Return the combined catalog of some stores.
	 * @param catalogs the catalog of each store
	 * @return the combined catalog
	 */
	public static EntityCatalog of(List<? extends EntityCatalog> catalogs) {
		return new EntityCatalogs() {

			@Override
			protected List<? extends EntityCatalog> catalogs() {
				return catalogs;
			}

		};
	}

	/**
	 * Return the catalog of each store.
	 * @return one catalog for each store that exists
	 */
	protected abstract List<? extends EntityCatalog> catalogs();

	@Override
	public final Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		catalogs().forEach((catalog) -> types.addAll(catalog.types()));
		return types;
	}

	@Override
	public final Set<Class<?>> embeddables() {
		Set<Class<?>> embeddables = new LinkedHashSet<>();
		catalogs().forEach((catalog) -> embeddables.addAll(catalog.embeddables()));
		return embeddables;
	}

	@Override
	public final Map<Class<?>, String> owners(Class<?> embeddable) {
		Map<Class<?>, String> owners = new LinkedHashMap<>();
		catalogs().forEach((catalog) -> catalog.owners(embeddable).forEach(owners::putIfAbsent));
		return owners;
	}

	@Override
	public boolean isComplete() {
		List<? extends EntityCatalog> catalogs = catalogs();
		return !catalogs.isEmpty() && catalogs.stream().allMatch(EntityCatalog::isComplete);
	}

	@Override
	public final boolean hasAllSubclasses() {
		return catalogs().stream().allMatch(EntityCatalog::hasAllSubclasses);
	}

	@Override
	public boolean isGrowing() {
		return catalogs().stream().anyMatch(EntityCatalog::isGrowing);
	}

	@Override
	public Runnable onGrowth(Runnable listener) {
		List<Runnable> ends = new ArrayList<>();
		catalogs().forEach((catalog) -> ends.add(catalog.onGrowth(listener)));
		return () -> ends.forEach(Runnable::run);
	}

	@Override
	public final boolean hasAttribute(Class<?> type, String attribute) {
		return !having(type, attribute).isEmpty();
	}

	@Override
	public final Class<?> attributeType(Class<?> type, String attribute) {
		List<? extends EntityCatalog> having = having(type, attribute);
		return (having.size() == 1) ? having.get(0).attributeType(type, attribute) : Object.class;
	}

	@Override
	public final boolean isEmbedded(Class<?> type, String attribute) {
		return having(type, attribute).stream().anyMatch((catalog) -> catalog.isEmbedded(type, attribute));
	}

	@Override
	public final boolean isCollection(Class<?> type, String attribute) {
		return having(type, attribute).stream().anyMatch((catalog) -> catalog.isCollection(type, attribute));
	}

	@Override
	public final @Nullable Class<?> partType(Class<?> type, String attribute) {
		for (EntityCatalog catalog : having(type, attribute)) {
			Class<?> part = catalog.partType(type, attribute);
			if (part != null) {
				return part;
			}
		}
		return null;
	}

	@Override
	public final boolean isMappedByElements(Class<?> type, String attribute) {
		List<? extends EntityCatalog> having = having(type, attribute);
		return !having.isEmpty() && having.stream().allMatch((catalog) -> catalog.isMappedByElements(type, attribute));
	}

	private List<? extends EntityCatalog> having(Class<?> type, String attribute) {
		return catalogs().stream().filter((catalog) -> catalog.hasAttribute(type, attribute)).toList();
	}

	@Override
	public final Set<String> attributes(Class<?> type) {
		Set<String> names = new TreeSet<>();
		catalogs().forEach((catalog) -> names.addAll(catalog.attributes(type)));
		return names;
	}

}
