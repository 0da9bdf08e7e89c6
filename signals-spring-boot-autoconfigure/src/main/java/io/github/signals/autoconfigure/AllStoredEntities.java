package io.github.signals.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.EntityRows;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredValues;

/**
 * The entities of all stores: the first store that knows a class is responsible for it.
 *
 * @since 0.1.0
 */
public final class AllStoredEntities implements StoredEntities {

	private final Supplier<List<StoredEntities>> stores;

	/**
	 * Create an instance.
	 * @param stores the entities of each store
	 */
	public AllStoredEntities(Supplier<List<StoredEntities>> stores) {
		this.stores = stores;
	}

	private @Nullable StoredEntities find(Class<?> type) {
		for (StoredEntities store : this.stores.get()) {
			if (store.isEntity(type)) {
				return store;
			}
		}
		return null;
	}

	private StoredEntities get(Class<?> type) {
		StoredEntities store = find(type);
		if (store == null) {
			throw new IllegalStateException("No store of this application has a mapping for " + type.getName());
		}
		return store;
	}

	@Override
	public boolean isEntity(Class<?> type) {
		return find(type) != null;
	}

	@Override
	public Collection<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		this.stores.get().forEach((store) -> types.addAll(store.types()));
		return types;
	}

	@Override
	public @Nullable StoredValues values(Class<?> type) {
		for (StoredEntities store : this.stores.get()) {
			StoredValues values = store.values(type);
			if (values != null) {
				return values;
			}
		}
		return null;
	}

	@Override
	public @Nullable String version(Class<?> type) {
		StoredEntities store = find(type);
		return (store != null) ? store.version(type) : null;
	}

	@Override
	public @Nullable Object identifier(Object instance) {
		return get(instance.getClass()).identifier(instance);
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		StoredEntities store = find(instance.getClass());
		return (store != null) ? store.state(instance) : Map.of();
	}

	@Override
	public @Nullable Object find(Class<?> type, Object id) {
		return get(type).find(type, id);
	}

	@Override
	public List<@Nullable Object> findAll(Class<?> type, List<?> ids) {
		return get(type).findAll(type, ids);
	}

	@Override
	public void flushAndClear() {
		this.stores.get().forEach(StoredEntities::flushAndClear);
	}

	@Override
	public boolean isGone(Class<?> type, Object id) {
		return get(type).isGone(type, id);
	}

	@Override
	public @Nullable String tenant(Class<?> type) {
		StoredEntities store = find(type);
		return (store != null) ? store.tenant(type) : null;
	}

	@Override
	public @Nullable EntityRows rows(Class<?> type) {
		StoredEntities store = find(type);
		return (store != null) ? store.rows(type) : null;
	}

	@Override
	public Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state) {
		return get(type).restore(type, id, state);
	}

}
