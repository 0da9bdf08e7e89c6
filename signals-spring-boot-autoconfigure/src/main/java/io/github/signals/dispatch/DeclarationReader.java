package io.github.signals.dispatch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
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
		Set<Method> methods = MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class));
		for (Method method : DeclarationOrder.sort(methods)) {
			List<MergedAnnotation<Receiver>> annotations = annotations(method);
			String name = beanName + "." + method.getName()
					+ (isOverloaded(method, methods) ? describeParameters(method) : "");
			for (MergedAnnotation<Receiver> annotation : annotations) {
				ReceiverAttributes attributes = ReceiverAttributes.of(annotation);
				String uid = (annotations.size() > 1) ? name + "#" + describeSignal(attributes) : name;
				declarations.add(new ReceiverDeclaration(beanName, type, method, attributes, uid));
			}
		}
		return declarations;
	}

	private static boolean isOverloaded(Method method, Set<Method> methods) {
		for (Method other : methods) {
			if (other != method && other.getName().equals(method.getName())) {
				return true;
			}
		}
		return false;
	}

	private static List<MergedAnnotation<Receiver>> annotations(Method method) {
		List<MergedAnnotation<Receiver>> nearest = new ArrayList<>();
		for (MergedAnnotation<Receiver> annotation : MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(Receiver.class)
			.toList()) {
			int further = nearest.isEmpty() ? 0 : annotation.getAggregateIndex() - nearest.get(0).getAggregateIndex();
			if (further < 0) {
				nearest.clear();
			}
			if (further <= 0) {
				nearest.add(annotation);
			}
		}
		return nearest;
	}

	private static String describeSignal(ReceiverAttributes attributes) {
		return (attributes.signals().isEmpty() ? Signal.class : attributes.signals().get(0)).getSimpleName();
	}

	private static String describeParameters(Method method) {
		List<String> names = new ArrayList<>();
		for (Class<?> type : method.getParameterTypes()) {
			names.add(type.getSimpleName());
		}
		return "(" + String.join(",", names) + ")";
	}

}
