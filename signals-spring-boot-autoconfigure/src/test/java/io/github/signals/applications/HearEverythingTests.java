package io.github.signals.applications;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.applications.other.Note;
import io.github.signals.applications.other.Notes;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an audit log wishes for: a receiver of every entity, those of libraries included.
 */
class HearEverythingTests {

	// S9
	@Test
	void aSignalOfAnythingIsHeardOfEachEntityThatIsStored() {
		try (ConfigurableApplicationContext context = Desk.application(Desk.class, Audited.class)
			.run(Desk.settings("hear_everything"))) {
			Desk.write(context, "ticket");
			Notes ofALibrary = context.getBean(Notes.class);
			ofALibrary.delete(ofALibrary.save(new Note("note")));
			context.getBean(Signals.class).send(new Said("own signal"));
			assertThat(context.getBean(Audit.class).calls.all()).containsExactly("any saved ticket", "object ticket",
					"after the commit ticket", "written ticket", "any saved note", "object note",
					"after the commit note", "written note", "written note");
		}
	}

	// S9
	@Test
	void whatIsNotWantedIsLeftOutByAConditionOrAnInterface() {
		try (ConfigurableApplicationContext context = Desk.application(Desk.class, Audited.class)
			.run(Desk.settings("hear_less"))) {
			Audit audit = context.getBean(Audit.class);
			Desk.write(context, "ticket");
			context.getBean(Notes.class).save(new Note("note"));
			assertThat(audit.own.all()).containsExactly("ticket");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Audited {

		@Bean
		Audit audit() {
			return new Audit();
		}

	}

	static class Audit {

		private final Calls calls = new Calls();

		private final Calls own = new Calls();

		@PostSaveReceiver
		void any(PostSave<?> saved) {
			this.calls.add("any saved " + saved.instance());
		}

		@PostSaveReceiver
		void object(Object saved) {
			this.calls.add("object " + saved);
		}

		@PostSaveReceiver(value = Object.class, delivery = Delivery.AFTER_COMMIT)
		void committed(PostSave<?> saved) {
			this.calls.add("after the commit " + saved.instance());
		}

		@Receiver(value = { PostSave.class, PostDelete.class }, delivery = Delivery.AFTER_COMMIT)
		void written(EntitySignal<?> signal) {
			this.calls.add("written " + signal.instance());
		}

		@PostSaveReceiver(condition = "signal.sender().packageName.endsWith('.applications')")
		void ownEntities(PostSave<?> saved) {
			this.own.add(saved.instance().toString());
		}

	}

	record Said(String instance) implements Signal<String> {

	}

}
