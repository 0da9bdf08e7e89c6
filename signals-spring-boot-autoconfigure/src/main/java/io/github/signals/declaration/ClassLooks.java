package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

import io.github.signals.Receiver;

/**
 * Takes one quick look at each class: most beans have neither receivers nor event
 * listeners, and the search for them is not worth its time.
 */
final class ClassLooks {

	private static final Look NOTHING = new Look(false, false);

	private final Map<Class<?>, Look> known = new ConcurrentHashMap<>();

	/**
	 * Look at the methods that a class has, declares, overrides or inherits.
	 * @param type the class
	 * @return what there may be among them
	 */
	Look at(@Nullable Class<?> type) {
		if (type == null || !AnnotationUtils.isCandidateClass(type, Receiver.class)) {
			return NOTHING;
		}
		Look look = this.known.get(type);
		if (look == null) {
			look = atMethods(type).or(at(type.getSuperclass()));
			for (Class<?> inherited : type.getInterfaces()) {
				look = look.or(at(inherited));
			}
			this.known.put(type, look);
		}
		return look;
	}

	private static Look atMethods(Class<?> type) {
		Look look = NOTHING;
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			if (method.getDeclaredAnnotations().length > 0) {
				MergedAnnotations annotations = MergedAnnotations.from(method);
				look = look
					.or(new Look(annotations.isPresent(Receiver.class), annotations.isPresent(EventListener.class)));
			}
		}
		return look;
	}

	/**
	 * What a class may have.
	 *
	 * @param receivers whether one of its methods has a receiver annotation
	 * @param listeners whether one of its methods has a listener annotation
	 */
	record Look(boolean receivers, boolean listeners) {

		Look or(Look other) {
			return new Look(this.receivers || other.receivers, this.listeners || other.listeners);
		}

	}

}
