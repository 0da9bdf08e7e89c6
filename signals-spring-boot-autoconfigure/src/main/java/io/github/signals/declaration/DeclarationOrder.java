package io.github.signals.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
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
 * Puts receivers into the order in which the source declares their methods, which
 * reflection does not keep but the class file does. Those of which no two are called for
 * the same signal are in the order of what {@link Method#toString()} says of them.
 */
final class DeclarationOrder {

	private static final int SIGNATURES = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

	private DeclarationOrder() {
	}

	static List<ReceiverDeclaration> sort(List<ReceiverDeclaration> declarations) {
		Map<Class<?>, List<ReceiverDeclaration>> byClass = new LinkedHashMap<>();
		for (ReceiverDeclaration declaration : declarations) {
			byClass.computeIfAbsent(declaration.method().getDeclaringClass(), (type) -> new ArrayList<>())
				.add(declaration);
		}
		List<ReceiverDeclaration> sorted = new ArrayList<>(declarations.size());
		for (Map.Entry<Class<?>, List<ReceiverDeclaration>> declared : byClass.entrySet()) {
			sort(declared.getKey(), declared.getValue());
			sorted.addAll(declared.getValue());
		}
		return sorted;
	}

	private static void sort(Class<?> type, List<ReceiverDeclaration> declared) {
		if (declared.size() > 1) {
			declared.sort(Comparator.comparing((declaration) -> declaration.method().toString()));
			if (isOrderSeen(declared)) {
				List<String> signatures = read(type);
				declared.sort(
						Comparator.comparingInt((declaration) -> signatures.indexOf(signature(declaration.method()))));
			}
		}
	}

	/**
	 * Return whether two of them may be called for the same signal: to read a class file
	 * is dear, and the order of all others is seen by nobody.
	 */
	private static boolean isOrderSeen(List<ReceiverDeclaration> declared) {
		for (int i = 0; i < declared.size(); i++) {
			for (ReceiverDeclaration other : declared.subList(i + 1, declared.size())) {
				if (declared.get(i).mayHearTheSameAs(other)) {
					return true;
				}
			}
		}
		return false;
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
			// A class file of a later format: fall back to the order of the names.
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
