package io.github.signals.declaration;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.declaration.ClassLooks.Look;

import static org.assertj.core.api.Assertions.assertThat;

class ClassLooksTests {

	private final ClassLooks looks = new ClassLooks();

	@Test
	void oneLookTellsOfReceiversAndOfListeners() {
		assertThat(this.looks.at(Both.class)).isEqualTo(new Look(true, true));
		assertThat(this.looks.at(Heir.class)).isEqualTo(new Look(true, true));
		assertThat(this.looks.at(Listening.class)).isEqualTo(new Look(false, true));
	}

	@Test
	void interfacesAndTheirInterfacesAreLookedAt() {
		assertThat(this.looks.at(Implementing.class)).isEqualTo(new Look(true, false));
		assertThat(this.looks.at(Narrower.class)).isEqualTo(new Look(true, false));
	}

	@Test
	void composedAndRepeatedAnnotationsAreSeen() {
		assertThat(this.looks.at(Repeated.class)).isEqualTo(new Look(true, false));
	}

	@Test
	void otherAnnotationsAreNotWorthACloserLook() {
		assertThat(this.looks.at(Other.class)).isEqualTo(new Look(false, false));
		assertThat(this.looks.at(Runnable.class)).isEqualTo(new Look(false, false));
	}

	static class Both {

		@PostSaveReceiver
		private void receive(String instance) {
		}

		@EventListener
		void listen(PostSave<String> signal) {
		}

	}

	static final class Heir extends Both {

	}

	static final class Listening {

		@TransactionalEventListener
		void listen(PostSave<String> signal) {
		}

	}

	interface Wider {

		@PostSaveReceiver
		void receive(String instance);

	}

	interface Narrower extends Wider {

	}

	static final class Implementing implements Narrower {

		@Override
		public void receive(String instance) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Receiver(PostSave.class)
	@Repeatable(Composed.All.class)
	@interface Composed {

		@Retention(RetentionPolicy.RUNTIME)
		@interface All {

			Composed[] value();

		}

	}

	static final class Repeated {

		@Composed
		@Composed
		void receive(String instance) {
		}

	}

	static final class Other {

		@Async
		void work() {
		}

	}

}
