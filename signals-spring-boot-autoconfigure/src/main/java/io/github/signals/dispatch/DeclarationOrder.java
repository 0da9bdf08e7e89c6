package io.github.signals.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Puts methods into the order in which their source declares them, which reflection does
 * not keep but the class file does.
 */
final class DeclarationOrder {

	private static final int SIGNATURES = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

	private DeclarationOrder() {
	}

	static List<Method> sort(Collection<Method> methods) {
		Map<Class<?>, List<Method>> byClass = new LinkedHashMap<>();
		for (Method method : methods) {
			byClass.computeIfAbsent(method.getDeclaringClass(), (type) -> new ArrayList<>()).add(method);
		}
		List<Method> sorted = new ArrayList<>(methods.size());
		for (Map.Entry<Class<?>, List<Method>> declared : byClass.entrySet()) {
			sort(declared.getKey(), declared.getValue());
			sorted.addAll(declared.getValue());
		}
		return sorted;
	}

	private static void sort(Class<?> type, List<Method> methods) {
		if (methods.size() > 1) {
			List<String> signatures = read(type);
			methods.sort(Comparator.comparingInt((Method method) -> signatures.indexOf(signature(method)))
				.thenComparing(Method::toGenericString));
		}
	}

	private static String signature(Method method) {
		return method.getName() + Type.getMethodDescriptor(method);
	}

	private static List<String> read(Class<?> type) {
		Signatures signatures = new Signatures();
		try (InputStream classFile = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (classFile != null) {
				new ClassReader(classFile).accept(signatures, SIGNATURES);
			}
			return signatures.names;
		}
		catch (IOException | RuntimeException ex) {
			// A class file of a later format: the order is then that of the names.
			return List.of();
		}
	}

	private static final class Signatures extends ClassVisitor {

		private final List<String> names = new ArrayList<>();

		Signatures() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			this.names.add(name + descriptor);
			return null;
		}

	}

}
