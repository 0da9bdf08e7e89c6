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
import io.github.signals.declaration.CandidateClasses.Candidate;

import static org.assertj.core.api.Assertions.assertThat;

class CandidateClassesTests {

	private final CandidateClasses candidates = new CandidateClasses();

	@Test
	void oneLookTellsOfReceiversAndOfListeners() {
		assertThat(this.candidates.at(Both.class)).isEqualTo(new Candidate(true, true));
		assertThat(this.candidates.at(Heir.class)).isEqualTo(new Candidate(true, true));
		assertThat(this.candidates.at(Listening.class)).isEqualTo(new Candidate(false, true));
	}

	@Test
	void interfacesAndTheirInterfacesAreLookedAt() {
		assertThat(this.candidates.at(Implementing.class)).isEqualTo(new Candidate(true, false));
		assertThat(this.candidates.at(Narrower.class)).isEqualTo(new Candidate(true, false));
	}

	@Test
	void composedAndRepeatedAnnotationsAreSeen() {
		assertThat(this.candidates.at(Repeated.class)).isEqualTo(new Candidate(true, false));
	}

	@Test
	void otherAnnotationsAreNotWorthACloserLook() {
		assertThat(this.candidates.at(Other.class)).isEqualTo(new Candidate(false, false));
		assertThat(this.candidates.at(Runnable.class)).isEqualTo(new Candidate(false, false));
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
