package io.github.signals.test;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.context.transaction.BeforeTransaction;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is prepared before each test, and what is done in it, is muted with it.
 */
@TeaTest
class MuteSignalsTests {

	@Autowired
	private TeaRepository teas;

	@Autowired
	private LabelRepository labels;

	@Autowired
	private RecordedSignals recorded;

	@BeforeTransaction
	void prepareBeforeTheTransaction() {
		this.labels.save(new Label("prepared"));
	}

	@BeforeEach
	void prepare() {
		this.teas.save(new Tea("prepared"));
	}

	@AfterTransaction
	void cleanUp() {
		this.labels.deleteAll();
	}

	@Test
	void nothingIsMutedWithoutTheAnnotation() {
		assertThat(this.recorded).receiver("stock").ran(1);
		assertThat(this.recorded).signalled(PostSave.class).of(Label.class).times(1);
	}

	@Test
	@MuteSignals
	void everythingIsMuted() {
		this.teas.save(new Tea("green")).setName("black");
		this.recorded.commit();
		assertThat(this.recorded.signals(Object.class)).isEmpty();
		assertThat(this.recorded.calls()).isEmpty();
	}

	@Test
	@MuteSignals("stock")
	@MuteSignals(senders = Label.class)
	void severalAnnotationsAddUp() {
		this.teas.save(new Tea("green"));
		this.recorded.commit();
		assertThat(this.recorded).receiver("stock").didNotRun();
		assertThat(this.recorded).receiver("mail").ran(2);
		assertThat(this.recorded).receiver("label").ran(2);
		assertThat(this.recorded).receiver("print").didNotRun();
	}

	@Test
	@MuteSignals(senders = Tea.class, signals = PostDelete.class)
	void theSignalsOfASenderAreMuted() {
		assertThat(this.recorded).receiver("stock").ran(1);
	}

	@Test
	@ImportScope
	void onlyReceiversThatHearImportsAreCalled() {
		this.recorded.commit();
		assertThat(this.recorded).receiver("import").ran(1);
		assertThat(this.recorded.calls()).hasSize(1);
		assertThat(this.recorded).signalled(PostSave.class).of(Tea.class).times(1);
	}

	@Nested
	@MuteSignals("stock")
	class InAMutedClass {

		@Test
		@MuteSignals("mail")
		void theMethodAndItsClassesAddUp() {
			MuteSignalsTests.this.recorded.commit();
			assertThat(MuteSignalsTests.this.recorded).receiver("stock").didNotRun();
			assertThat(MuteSignalsTests.this.recorded).receiver("mail").didNotRun();
			assertThat(MuteSignalsTests.this.recorded).receiver("label").ran(1);
		}

		@Nested
		class AndANestedOne {

			@Test
			void thatInheritsTheMute() {
				assertThat(MuteSignalsTests.this.recorded).receiver("stock").didNotRun();
			}

		}

	}

	@Nested
	@ImportScope
	class InAnImportingClass {

		@Nested
		class AndANestedOne {

			@Test
			void thatInheritsTheScope() {
				assertThat(MuteSignalsTests.this.recorded).receiver("stock").didNotRun();
				assertThat(MuteSignalsTests.this.recorded).receiver("import").ran(1);
			}

		}

	}

}
