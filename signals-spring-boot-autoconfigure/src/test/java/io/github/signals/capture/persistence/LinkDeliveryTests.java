package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.LinkModel.Course;
import io.github.signals.capture.persistence.LinkModel.Graduate;
import io.github.signals.capture.persistence.LinkModel.Student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When receivers of links are called, and what they are told of the context.
 */
class LinkDeliveryTests extends LinkTestSupport {

	private final Student anna = Student.of("anna");

	private final Course art = Course.of("art");

	private final Course maths = Course.of("maths");

	@BeforeEach
	void storeThem() {
		store(this.anna);
		store(this.art, this.maths);
	}

	private void link(Course course) {
		managed(this.anna).courses.add(managed(course));
		this.em.flush();
	}

	private void unlink(Course course) {
		managed(this.anna).courses.remove(managed(course));
		this.em.flush();
	}

	@Test // S6
	void aReceiverMayUseThePersistenceContext() {
		this.signals.connect(links().uid("writes"), (change) -> {
			if (change.attribute().equals("courses")) {
				((Student) change.instance()).favourites.add(managed(this.maths));
			}
		});
		hear();
		change(this.anna, (student) -> student.courses.add(managed(this.art)));
		assertThat(story()).containsExactly("anna.courses +art", "art.students +anna inverse",
				"anna.favourites +maths");
		change(this.anna, (student) -> assertThat(student.favourites).hasSize(1));
	}

	@Test // S9
	void aReceiverHearsItsSenderAndItsSubtypes() {
		Graduate gina = Graduate.of("gina");
		store(gina);
		this.signals.connect(ReceiverSpec.collectionChange(Graduate.class), this.heard::add);
		this.signals.connect(ReceiverSpec.collectionChange(Course.class), this.heard::add);
		inTransaction(() -> link(this.art));
		assertThat(story()).containsExactly("art.students +anna inverse");
		forget();
		change(gina, (graduate) -> graduate.favourites.add(managed(this.art)));
		assertThat(story()).containsExactly("gina.favourites +art");
	}

	@Test // Behaviours 144
	void anExceptionUndoesTheLink() {
		this.signals.connect(links().uid("fails"), (change) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> change(this.anna, (student) -> student.courses.add(managed(this.art))))
			.havingRootCause()
			.withMessage("no");
		change(this.anna, (student) -> assertThat(student.courses).isEmpty());
	}

	@Test // S10
	void theNetChangeIsHeardAfterTheCommit() {
		hear(Delivery.AFTER_COMMIT);
		change(this.anna, (student) -> {
			link(this.art);
			link(this.maths);
			unlink(this.art);
			assertThat(this.heard).isEmpty();
		});
		assertThat(story()).containsExactlyInAnyOrder("anna.courses +maths", "maths.students +anna inverse");
	}

	@Test // S10: they are taken before a receiver may veto the flush that has written
			// them
	void theLinksOfAFlushThatIsVetoedAreHeardAfterTheRollback() {
		hear(Delivery.AFTER_ROLLBACK);
		this.signals.connect(ReceiverSpec.postSave(Student.class).uid("vetoes"), (saved) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> change(this.anna, (student) -> {
			this.em.persist(Student.of("eve"));
			link(this.art);
		})).withStackTraceContaining("no");
		assertThat(story()).containsExactlyInAnyOrder("anna.courses +art", "art.students +anna inverse");
		change(this.anna, (student) -> assertThat(student.courses).isEmpty());
	}

	@Test // S10
	void whatIsAddedAndRemovedAgainIsNothing() {
		for (Delivery delivery : List.of(Delivery.BEFORE_COMMIT, Delivery.AFTER_COMMIT)) {
			hear(delivery);
		}
		change(this.anna, (student) -> {
			link(this.art);
			unlink(this.art);
		});
		assertThat(story()).isEmpty();
	}

	@Test // S10, P15
	void theFlushAtTheCommitIsHeardBeforeAndAfterIt() {
		hear(Delivery.BEFORE_COMMIT);
		hear(Delivery.AFTER_COMMIT);
		change(this.anna, (student) -> student.favourites.add(managed(this.art)));
		assertThat(story()).containsExactly("anna.favourites +art", "anna.favourites +art");
	}

	@Test // S10
	void aRollbackTellsOnlyThoseWhoHearOfIt() {
		hear(Delivery.AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			link(this.art);
			status.setRollbackOnly();
		});
		assertThat(story()).isEmpty();
		hear(Delivery.AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((status) -> {
			link(this.art);
			status.setRollbackOnly();
		});
		assertThat(story()).contains("anna.courses +art");
	}

	@Test // S18; Behaviours 78, 79
	void anImportIsToldOnlyToThoseWhoHearImports() {
		hear();
		this.signals.importing(() -> inTransaction(() -> link(this.art)));
		assertThat(story()).isEmpty();
		this.signals.connect(links().uid("imports").imports(), this.heard::add);
		this.signals.importing(() -> inTransaction(() -> {
			link(this.maths);
			managed(this.anna).courses.clear();
		}));
		assertThat(story()).hasSize(5).contains("anna.courses +maths", "anna.courses -art -maths cleared");
		assertThat(this.heard).allSatisfy((change) -> assertThat(change.context().imported()).isTrue());
	}

	@Test // S18
	void aLinkMayBeMuted() {
		hear();
		this.signals.mute(Mute.all(), () -> inTransaction(() -> link(this.art)));
		assertThat(story()).isEmpty();
	}

	@Test // S12, S19; Behaviours 119
	void theContextNamesTheTransactionManagerAndTheOrigin() {
		hear();
		this.signals.withActor("me", () -> inTransaction(() -> {
			link(this.art);
			unlink(this.art);
			managed(this.anna).courses.addAll(Set.of(managed(this.art), managed(this.maths)));
			this.em.flush();
			managed(this.anna).courses.clear();
			this.em.flush();
		}));
		assertThat(this.heard).hasSize(10).extracting(CollectionChange::context).allSatisfy((context) -> {
			assertThat(context.using()).isEqualTo("transactionManager");
			assertThat(context.origin()).isEqualTo(Origin.FLUSH);
			assertThat(context.actor()).isEqualTo("me");
		});
	}

}
