package io.github.signals.actuate;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.CollectionChange;
import io.github.signals.EntitySignal;
import io.github.signals.PreSave;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;

/**
 * What is told of a signal: names and identifiers, but neither the instance nor values.
 *
 * @param name the simple name of its class
 * @param sender the name of the entity class
 * @param identifier the identifier as text, or {@code null} if there is none yet
 * @param origin where the change came from
 * @param causedBy the uid of the receiver that has made the change, or {@code null}
 * @param cause the number of the entry of the signal that this receiver had heard, or
 * {@code null}
 * @param created whether a row is created, or {@code null} if the signal does not say
 * @param changed the names of the attributes that have changed, or {@code null} if they
 * are unknown
 * @param muted whether a mute scope was open
 * @param importing whether an import scope was open
 * @param actor whether a scope said who makes the change
 */
record TraceSignal(String name, String sender, @Nullable String identifier, String origin, @Nullable String causedBy,
		@Nullable Long cause, @Nullable Boolean created, @Nullable List<String> changed, boolean muted,
		boolean importing, boolean actor) {

	private static final Logger logger = LoggerFactory.getLogger(TraceSignal.class);

	private static final String ENTITY = "jakarta.persistence.Entity";

	private static final int LONGEST_IDENTIFIER = 200;

	private static final ClassValue<Boolean> ENTITIES = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			Class<?> superclass = type.getSuperclass();
			return Arrays.stream(type.getDeclaredAnnotations())
				.anyMatch((annotation) -> annotation.annotationType().getName().equals(ENTITY))
					|| (superclass != null && get(superclass));
		}

	};

	private static final int MAX_CHANGED = 100;

	/**
	 * Describe a signal.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param cause the number of the entry of its cause, or {@code null}
	 * @param asked whether a receiver asks for the changes, so that none means none
	 */
	static TraceSignal of(Signal<?> signal, DispatchContext context, @Nullable Long cause, boolean asked) {
		return new TraceSignal(signal.getClass().getSimpleName(), signal.sender().getName(),
				(signal instanceof EntitySignal<?>) ? identifier(signal.instance(), context) : null,
				context.origin().name(), context.causedBy(), cause, created(signal, asked), changed(signal, asked),
				context.isMuting(), context.imported(), context.isByActor());
	}

	/**
	 * Return the identifier as text, as the object may refer to an instance. Where it is
	 * an instance, as with several identifier attributes but no class for them, its text
	 * may have all values.
	 */
	private static @Nullable String identifier(Object instance, DispatchContext context) {
		try {
			Object id = context.identifiers().of(instance);
			String text = (id != null && id != instance && !ENTITIES.get(id.getClass())) ? id.toString() : null;
			return (text == null || text.length() <= LONGEST_IDENTIFIER) ? text
					: text.substring(0, LONGEST_IDENTIFIER) + "…";
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			// Observing must not disturb the call.
			logger.debug("Could not determine the identifier of {}", instance.getClass().getName(), ex);
			return null;
		}
	}

	/**
	 * Return whether a row is created, as far as the signal knows it: before a save only
	 * if a receiver asks.
	 */
	private static @Nullable Boolean created(Signal<?> signal, boolean asked) {
		return (signal instanceof SaveSignal<?> save && (asked || save.created() || !(save instanceof PreSave<?>)))
				? save.created() : null;
	}

	/**
	 * Return the names of the attributes that have changed, as far as the signal knows
	 * them.
	 */
	static @Nullable List<String> changed(Signal<?> signal, boolean asked) {
		if (signal instanceof CollectionChange<?> change) {
			return List.of(change.attribute());
		}
		if (!(signal instanceof SaveSignal<?> save)) {
			return null;
		}
		List<String> names = save.changes().attributes().stream().limit(MAX_CHANGED).toList();
		return (names.isEmpty() && (save.created() || !asked)) ? null : names;
	}

}
