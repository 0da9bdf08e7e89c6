package io.github.signals.capture.persistence.oracle;

import java.io.IOException;
import java.io.InputStream;

import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;

/**
 * Loads the classes of this package anew: entities with lazy attributes and dirty
 * tracking, and in all others each access to a field of an entity as a call that tracks
 * it.
 */
final class EnhancingClassLoader extends ClassLoader {

	private static final String PACKAGE = EnhancingClassLoader.class.getPackageName() + ".";

	private final Enhancer enhancer = new BytecodeProviderImpl().getEnhancer(new Enhancements(this));

	EnhancingClassLoader() {
		super(EnhancingClassLoader.class.getClassLoader());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(PACKAGE)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (bytes == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] plain = bytes.readAllBytes();
			byte[] enhanced = this.enhancer.enhance(name, plain);
			byte[] code = (enhanced != null) ? enhanced : plain;
			return defineClass(name, code, 0, code.length);
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

	private static final class Enhancements extends DefaultEnhancementContext {

		private final ClassLoader loader;

		Enhancements(ClassLoader loader) {
			this.loader = loader;
		}

		@Override
		public ClassLoader getLoadingClassLoader() {
			return this.loader;
		}

		@Override
		public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
			return false;
		}

		@Override
		public boolean doExtendedEnhancement(UnloadedClass classDescriptor) {
			return true;
		}

	}

}
