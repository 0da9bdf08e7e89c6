package io.github.signals.test;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Words;

/**
 * Determines which entity a signal is about.
 */
final class Entities {

	private Entities() {
	}

	/**
	 * Return whether a signal is about an entity: this very instance, or one of the same
	 * class with the same identifier.
	 */
	static boolean isAbout(Signal<?> signal, Object entity) {
		Object instance = signal.instance();
		if (instance == entity) {
			return true;
		}
		if (!(signal instanceof EntitySignal)) {
			return instance.equals(entity);
		}
		Object id = id(signal, instance);
		return id != null && signal.sender().isInstance(entity) && id.equals(id(signal, entity));
	}

	static boolean isSame(Signal<?> signal, Signal<?> other) {
		return signal instanceof EntitySignal && other instanceof EntitySignal && signal.sender() == other.sender()
				&& isAbout(signal, other.instance());
	}

	private static @Nullable Object id(Signal<?> signal, Object instance) {
		return (signal instanceof EntitySignal<?> told && told.context() instanceof DispatchContext context)
				? context.identifiers().of(instance) : null;
	}

	static String describe(Signal<?> signal) {
		String name = signal.getClass().getSimpleName() + " of " + signal.sender().getSimpleName();
		if (signal instanceof BulkWrite<?> bulk) {
			return name + " (" + bulk.operation() + ", " + Words.count(bulk.rows(), "row") + ")";
		}
		Object id = id(signal, signal.instance());
		String kind = (signal instanceof PostSave<?> saved) ? (saved.created() ? " (created)" : " (updated)") : "";
		return name + ((id != null) ? " " + id : "") + kind;
	}

	/**
	 * Describe an entity in the same way as the recorded signals.
	 */
	static String describe(Object entity, Iterable<? extends Signal<?>> signals) {
		for (Signal<?> signal : signals) {
			Object id = isAbout(signal, entity) ? id(signal, entity) : null;
			if (id != null) {
				return signal.sender().getSimpleName() + " " + id;
			}
		}
		return "this " + entity.getClass().getSimpleName();
	}

}
