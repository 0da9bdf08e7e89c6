package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * Reads what a bean class declares, in the order of {@link DeclarationOrder}.
 */
final class DeclarationReader {

	private DeclarationReader() {
	}

	static List<ReceiverDeclaration> read(String beanName, Class<?> type) {
		List<ReceiverDeclaration> declarations = new ArrayList<>();
		Map<Method, List<MergedAnnotation<Receiver>>> methods = MethodIntrospector.selectMethods(type,
				DeclarationReader::annotations);
		for (Map.Entry<Method, List<MergedAnnotation<Receiver>>> entry : methods.entrySet()) {
			Method method = entry.getKey();
			String name = beanName + "." + method.getName()
					+ (isOverloaded(method, methods.keySet()) ? describeParameters(method) : "");
			for (MergedAnnotation<Receiver> annotation : entry.getValue()) {
				ReceiverAttributes attributes = ReceiverAttributes.of(annotation);
				String uid = (entry.getValue().size() > 1) ? name + "#" + describeSignal(attributes) : name;
				declarations.add(new ReceiverDeclaration(beanName, type, method, attributes, uid));
			}
		}
		return DeclarationOrder.sort(declarations);
	}

	private static boolean isOverloaded(Method method, Set<Method> methods) {
		for (Method other : methods) {
			if (other != method && other.getName().equals(method.getName())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the nearest receiver annotations of a method, or {@code null} if it has
	 * none.
	 */
	private static @Nullable List<MergedAnnotation<Receiver>> annotations(Method method) {
		MergedAnnotations all = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		if (!all.isPresent(Receiver.class)) {
			return null;
		}
		List<MergedAnnotation<Receiver>> nearest = new ArrayList<>();
		for (MergedAnnotation<Receiver> annotation : all.stream(Receiver.class).toList()) {
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
