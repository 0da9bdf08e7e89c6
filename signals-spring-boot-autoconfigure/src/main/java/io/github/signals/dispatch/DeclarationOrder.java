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
		List<Method> sorted = new ArrayList<>(methods);
		if (sorted.size() > 1) {
			Map<Class<?>, List<String>> declared = new LinkedHashMap<>();
			sorted.forEach((method) -> declared.computeIfAbsent(method.getDeclaringClass(), DeclarationOrder::read));
			sorted.sort(Comparator.comparingInt((Method method) -> position(declared, method))
				.thenComparing(Method::toGenericString));
		}
		return sorted;
	}

	private static int position(Map<Class<?>, List<String>> declared, Method method) {
		int inherited = new ArrayList<>(declared.keySet()).indexOf(method.getDeclaringClass());
		return (inherited << 16) + declared.getOrDefault(method.getDeclaringClass(), List.of())
			.indexOf(method.getName() + Type.getMethodDescriptor(method));
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
