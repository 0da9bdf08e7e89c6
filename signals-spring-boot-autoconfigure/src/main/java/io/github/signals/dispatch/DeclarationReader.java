package io.github.signals.dispatch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * Reads what a bean class declares, in the order of its source.
 */
final class DeclarationReader {

	private DeclarationReader() {
	}

	static List<ReceiverDeclaration> read(String beanName, Class<?> type) {
		List<ReceiverDeclaration> declarations = new ArrayList<>();
		if (!AnnotationUtils.isCandidateClass(type, Receiver.class)) {
			return declarations;
		}
		Set<Method> methods = MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class));
		for (Method method : DeclarationOrder.sort(methods)) {
			List<MergedAnnotation<Receiver>> annotations = annotations(method);
			boolean overloaded = methods.stream()
				.filter((other) -> other.getName().equals(method.getName()))
				.count() > 1;
			for (MergedAnnotation<Receiver> annotation : annotations) {
				String uid = beanName + "." + method.getName() + (overloaded ? describeParameters(method) : "");
				if (annotations.size() > 1) {
					Class<?>[] signals = annotation.getClassArray("value");
					uid += "#" + ((signals.length > 0) ? signals[0] : Signal.class).getSimpleName();
				}
				declarations.add(new ReceiverDeclaration(beanName, type, method, annotation, uid));
			}
		}
		return declarations;
	}

	private static List<MergedAnnotation<Receiver>> annotations(Method method) {
		List<MergedAnnotation<Receiver>> all = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(Receiver.class)
			.toList();
		int nearest = all.stream().mapToInt(MergedAnnotation::getAggregateIndex).min().orElse(0);
		return all.stream().filter((annotation) -> annotation.getAggregateIndex() == nearest).toList();
	}

	private static String describeParameters(Method method) {
		List<String> names = new ArrayList<>();
		for (Class<?> type : method.getParameterTypes()) {
			names.add(type.getSimpleName());
		}
		return "(" + String.join(",", names) + ")";
	}

}
