package com.example.versions;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Looks for the methods of Hibernate and Spring Data that the library calls, also where
 * nothing calls them here.
 */
final class Linkage {

	private final Set<String> missing = new TreeSet<>();

	private int found;

	private Linkage() {
	}

	static Set<String> missing() throws IOException {
		Linkage linkage = new Linkage();
		for (Resource type : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/signals/**/*.class")) {
			linkage.read(type);
		}
		return (linkage.found > 100) ? linkage.missing : Set.of("the library");
	}

	private void read(Resource type) throws IOException {
		try (InputStream in = type.getInputStream()) {
			new ClassReader(in).accept(new ClassVisitor(Opcodes.ASM9) {

				@Override
				public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
						String[] exceptions) {
					return new MethodVisitor(Opcodes.ASM9) {

						@Override
						public void visitMethodInsn(int opcode, String owner, String called, String parameters,
								boolean isInterface) {
							check(owner, called, parameters);
						}

					};
				}

			}, ClassReader.SKIP_DEBUG);
		}
	}

	private void check(String owner, String name, String descriptor) {
		if (owner.startsWith("org/hibernate/") || owner.startsWith("org/springframework/data/")) {
			if (isThere(owner.replace('/', '.'), name, descriptor)) {
				this.found++;
			}
			else {
				this.missing.add(owner + "." + name + descriptor);
			}
		}
	}

	private static boolean isThere(String owner, String name, String descriptor) {
		try {
			Deque<Class<?>> types = new ArrayDeque<>();
			types.add(Class.forName(owner, false, Linkage.class.getClassLoader()));
			// An interface has the methods of Object, which compilers of later JDKs name as its own
			types.add(Object.class);
			for (Class<?> type = types.poll(); type != null; type = types.poll()) {
				if (methods(type).anyMatch((method) -> matches(method, name, descriptor))) {
					return true;
				}
				types.addAll(Arrays.asList(type.getInterfaces()));
				if (type.getSuperclass() != null) {
					types.add(type.getSuperclass());
				}
			}
			return false;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static Stream<Executable> methods(Class<?> type) {
		return Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()));
	}

	private static boolean matches(Executable method, String name, String descriptor) {
		if (method instanceof Method called) {
			return called.getName().equals(name) && Type.getMethodDescriptor(called).equals(descriptor);
		}
		return name.equals("<init>")
				&& Type.getConstructorDescriptor((Constructor<?>) method).equals(descriptor);
	}

}
