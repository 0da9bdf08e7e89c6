package io.github.signals.bridge;

import java.lang.reflect.Constructor;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.ForeignEvents;

/**
 * The lifecycle events of Jakarta Data. They are looked up by their names, because their
 * API needs a later version of Java than this library.
 *
 * @since 0.1.0
 */
public final class JakartaDataEvents implements ForeignEvents {

	/** What all of the events have in common. */
	public static final String ANY = "jakarta.data.event.LifecycleEvent";

	private static final String INSERTING = "jakarta.data.event.PreInsertEvent";

	private static final String UPDATING = "jakarta.data.event.PreUpdateEvent";

	private static final String INSERTED = "jakarta.data.event.PostInsertEvent";

	private static final String UPDATED = "jakarta.data.event.PostUpdateEvent";

	private static final String DELETING = "jakarta.data.event.PreDeleteEvent";

	private static final String DELETED = "jakarta.data.event.PostDeleteEvent";

	private static final Map<String, Class<?>> SIGNALS = Map.of(INSERTING, PreSave.class, UPDATING, PreSave.class,
			INSERTED, PostSave.class, UPDATED, PostSave.class, DELETING, PreDelete.class, DELETED, PostDelete.class);

	private final @Nullable Constructor<?> inserting;

	private final @Nullable Constructor<?> updating;

	private final @Nullable Constructor<?> inserted;

	private final @Nullable Constructor<?> updated;

	private final @Nullable Constructor<?> deleting;

	private final @Nullable Constructor<?> deleted;

	/**
	 * Create an instance.
	 * @param classLoader finds the API
	 */
	public JakartaDataEvents(@Nullable ClassLoader classLoader) {
		this.inserting = constructor(INSERTING, classLoader);
		this.updating = constructor(UPDATING, classLoader);
		this.inserted = constructor(INSERTED, classLoader);
		this.updated = constructor(UPDATED, classLoader);
		this.deleting = constructor(DELETING, classLoader);
		this.deleted = constructor(DELETED, classLoader);
	}

	private static @Nullable Constructor<?> constructor(String name, @Nullable ClassLoader classLoader) {
		return ClassUtils.getConstructorIfAvailable(ClassUtils.resolveClassName(name, classLoader), Object.class);
	}

	/**
	 * Return the names of the events that signals are published as.
	 * @return the names of their classes
	 */
	public static Set<String> names() {
		return SIGNALS.keySet();
	}

	@Override
	public Set<Class<?>> signals(Class<?> event) {
		if (event.getName().equals(ANY)) {
			return new LinkedHashSet<>(SIGNALS.values());
		}
		Class<?> signal = SIGNALS.get(event.getName());
		return (signal != null) ? Set.of(signal) : Set.of();
	}

	@Override
	public @Nullable Object of(Signal<?> signal) {
		Constructor<?> event = event(signal);
		return (event != null) ? BeanUtils.instantiateClass(event, signal.instance()) : null;
	}

	private @Nullable Constructor<?> event(Signal<?> signal) {
		if (signal instanceof PreSave<?> saving) {
			return saving.created() ? this.inserting : this.updating;
		}
		if (signal instanceof PostSave<?> saved) {
			return saved.created() ? this.inserted : this.updated;
		}
		if (signal instanceof PreDelete) {
			return this.deleting;
		}
		return (signal instanceof PostDelete) ? this.deleted : null;
	}

}
