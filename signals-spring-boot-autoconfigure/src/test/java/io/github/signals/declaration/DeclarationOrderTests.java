package io.github.signals.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;

import static org.assertj.core.api.Assertions.assertThat;

class DeclarationOrderTests {

	private final Loader loader = new Loader();

	@Test
	void receiversOfTheSameSignalAreInTheOrderOfTheirSource() { // S15
		assertThat(read(SameSender.class)).containsExactly("zebra", "ant", "mole");
		assertThat(read(Supertype.class)).containsExactly("zebra", "ant");
		assertThat(read(Interface.class)).containsExactly("zebra", "ant");
		assertThat(read(AnySignal.class)).containsExactly("zebra", "ant");
		assertThat(this.loader.read).hasSize(4);
	}

	@Test
	void noClassFileIsReadForReceiversThatNeverHearTheSame() {
		assertThat(read(Apart.class)).containsExactly("ant", "mole", "zebra");
		assertThat(this.loader.read).isEmpty();
	}

	private List<String> read(Class<?> type) {
		return DeclarationReader.read("bean", this.loader.define(type))
			.stream()
			.map((declaration) -> declaration.method().getName())
			.toList();
	}

	static class Animal {

	}

	static class Dog extends Animal {

	}

	static final class Cat {

	}

	interface Named {

	}

	static class SameSender {

		@PostSaveReceiver
		void zebra(Dog dog) {
		}

		@PreSaveReceiver
		void ant(Dog dog) {
		}

		@PostSaveReceiver
		void mole(Dog dog) {
		}

	}

	static class Supertype {

		@PostSaveReceiver
		void zebra(Dog dog) {
		}

		@PostSaveReceiver
		void ant(Animal animal) {
		}

	}

	/** A subclass of the dog may have a name. */
	static class Interface {

		@PostSaveReceiver
		void zebra(Dog dog) {
		}

		@PostSaveReceiver
		void ant(Named named) {
		}

	}

	static class AnySignal {

		@Receiver
		void zebra(Signal<Dog> signal) {
		}

		@Receiver
		void ant(PostSave<Dog> saved) {
		}

	}

	static class Apart {

		@PostSaveReceiver
		void zebra(Dog dog) {
		}

		@PostSaveReceiver
		void mole(Cat cat) {
		}

		@PreSaveReceiver
		void ant(Dog dog) {
		}

	}

	/**
	 * Defines classes again, and remembers of which the class file is read.
	 */
	private static final class Loader extends ClassLoader {

		private final List<String> read = new ArrayList<>();

		Loader() {
			super(DeclarationOrderTests.class.getClassLoader());
		}

		Class<?> define(Class<?> type) {
			try (InputStream classFile = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
				byte[] bytes = classFile.readAllBytes();
				return defineClass(type.getName(), bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public @Nullable InputStream getResourceAsStream(String name) {
			this.read.add(name);
			return super.getResourceAsStream(name);
		}

	}

}
