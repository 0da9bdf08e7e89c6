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
 * The classes that may have receivers or event listeners. Each class is looked at once:
 * most beans have neither, and a full search of them is not worth its time.
 */
final class CandidateClasses {

	private static final Candidate NOTHING = new Candidate(false, false);

	private final Map<Class<?>, Candidate> known = new ConcurrentHashMap<>();

	/**
	 * Look at the methods that a class has, declares, overrides or inherits.
	 * @param type the class
	 * @return what there may be among them
	 */
	Candidate at(@Nullable Class<?> type) {
		if (type == null || !AnnotationUtils.isCandidateClass(type, Receiver.class)) {
			return NOTHING;
		}
		Candidate candidate = this.known.get(type);
		if (candidate == null) {
			candidate = atMethods(type).or(at(type.getSuperclass()));
			for (Class<?> inherited : type.getInterfaces()) {
				candidate = candidate.or(at(inherited));
			}
			this.known.put(type, candidate);
		}
		return candidate;
	}

	private static Candidate atMethods(Class<?> type) {
		Candidate candidate = NOTHING;
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			if (method.getDeclaredAnnotations().length > 0) {
				MergedAnnotations annotations = MergedAnnotations.from(method);
				candidate = candidate.or(new Candidate(annotations.isPresent(Receiver.class),
						annotations.isPresent(EventListener.class)));
			}
		}
		return candidate;
	}

	/**
	 * What a class may have.
	 *
	 * @param receivers whether one of its methods has a receiver annotation
	 * @param listeners whether one of its methods has a listener annotation
	 */
	record Candidate(boolean receivers, boolean listeners) {

		Candidate or(Candidate other) {
			return new Candidate(this.receivers || other.receivers, this.listeners || other.listeners);
		}

	}

}
