package io.github.signals.dispatch;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/**
 * Puts methods into the order in which their source declares them, which reflection does
 * not keep but the class file does.
 */
final class DeclarationOrder {

	private DeclarationOrder() {
	}

	static List<Method> sort(Collection<Method> methods) {
		List<Method> sorted = new ArrayList<>(methods);
		if (sorted.size() > 1) {
			Map<Class<?>, List<String>> names = new LinkedHashMap<>();
			sorted.forEach((method) -> names.computeIfAbsent(method.getDeclaringClass(), DeclarationOrder::names));
			sorted.sort(Comparator.comparingInt((Method method) -> position(names, method))
				.thenComparing(Method::toGenericString));
		}
		return sorted;
	}

	private static int position(Map<Class<?>, List<String>> names, Method method) {
		int inherited = new ArrayList<>(names.keySet()).indexOf(method.getDeclaringClass());
		List<String> declared = names.getOrDefault(method.getDeclaringClass(), List.of());
		return (inherited << 16) + declared.indexOf(method.getName());
	}

	private static List<String> names(Class<?> type) {
		try {
			return new SimpleMetadataReaderFactory(type.getClassLoader()).getMetadataReader(type.getName())
				.getAnnotationMetadata()
				.getDeclaredMethods()
				.stream()
				.map(MethodMetadata::getMethodName)
				.toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
