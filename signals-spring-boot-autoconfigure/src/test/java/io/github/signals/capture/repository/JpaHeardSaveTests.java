package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext;
import io.github.signals.capture.repository.JpaModel.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left to be heard at the flush of a save that was heard at the call, where
 * nobody asks what the call changes: the receivers are methods, as lambdas always ask.
 */
@SpringBootTest(classes = { JpaModel.Application.class, JpaHeardSaveTests.AtOnce.class }, properties = JpaModel.H2)
class JpaHeardSaveTests extends JpaTestSupport {

	@Autowired
	JpaRepositories.Tickets tickets;

	@Autowired
	EntityManager entityManager;

	@Autowired
	AtOnce atOnce;

	@BeforeEach
	void empty() {
		this.tickets.deleteAllInBatch();
		this.atOnce.heard.clear();
	}

	/**
	 * Check what is heard after the commit, if somebody hears it.
	 */
	void assertCommitted(String... expected) {
	}

	@Test // S2, S3
	void theInsertIsNotHeardAgain() {
		inTransaction(() -> {
			this.tickets.save(Ticket.of("1"));
			this.tickets.saveAll(List.of(Ticket.of("2"), Ticket.of("3")));
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2",
				"REPOSITORY created 3");
		assertCommitted("created 1", "created 2", "created 3");
	}

	@Test // S2, S10
	void whatIsChangedAfterTheCallIsAnUpdateOfItsOwn() {
		inTransaction(() -> {
			Ticket first = this.tickets.save(Ticket.of("1"));
			this.tickets.save(Ticket.of("2"));
			first.seat = "1a";
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2",
				"FLUSH updated 1a");
		assertCommitted("created 1a", "created 2");
	}

	@Test // S2, S10
	void whatIsChangedAfterTheFlushIsAnUpdateOfItsOwn() {
		inTransaction(() -> {
			Ticket first = this.tickets.saveAndFlush(Ticket.of("1"));
			this.tickets.save(Ticket.of("2"));
			first.seat = "1a";
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2",
				"FLUSH updated 1a");
		assertCommitted("created 1a", "created 2");
	}

	@Test // S2
	void whatIsDeletedBeforeItsFlushWasHeardAsASave() {
		inTransaction(() -> {
			Ticket first = this.tickets.save(Ticket.of("1"));
			this.tickets.save(Ticket.of("2"));
			this.tickets.delete(first);
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2");
		assertCommitted("created 2");
	}

	@Test // S4
	void aSecondSaveBeforeTheFlushIsAnUpdate() {
		inTransaction(() -> {
			Ticket ticket = this.tickets.save(Ticket.of("1"));
			ticket.seat = "1a";
			this.tickets.save(ticket);
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY updated 1a");
		assertCommitted("created 1a");
	}

	@Test // S15
	void aReceiverThatConnectsBetweenTwoSavesHearsTheSecondOfThem() {
		List<String> late = new ArrayList<>();
		inTransaction(() -> {
			this.tickets.save(Ticket.of("1"));
			this.recorder.on(ReceiverSpec.postSave(Ticket.class), (saved) -> late.add(saved.instance().seat));
			this.tickets.save(Ticket.of("2"));
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2");
		assertThat(late).containsExactly("2");
	}

	@Test // S15, S16
	void aReceiverThatDisconnectsBetweenTwoSavesHearsOnlyTheFirst() {
		List<String> early = new ArrayList<>();
		inTransaction(() -> {
			this.recorder.on(ReceiverSpec.postSave(Ticket.class), (saved) -> early.add(saved.instance().seat));
			this.tickets.save(Ticket.of("1"));
			this.recorder.close();
			this.tickets.save(Ticket.of("2"));
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2");
		assertThat(early).containsExactly("1");
	}

	@Test // S2, P55
	void anInstanceThatIsClearedAndSavedAnewIsAnotherSave() {
		inTransaction(() -> {
			Ticket ticket = this.tickets.save(Ticket.of("1"));
			this.entityManager.clear();
			ticket.id = 0;
			ticket.seat = "2";
			this.tickets.save(ticket);
			this.tickets.save(Ticket.of("3"));
			ticket.seat = "4";
		});
		assertThat(this.atOnce.heard).containsExactly("REPOSITORY created 1", "REPOSITORY created 2",
				"REPOSITORY created 3", "FLUSH updated 4");
		assertCommitted("created 4", "created 3");
	}

	@Configuration(proxyBeanMethods = false)
	static class AtOnce {

		final List<String> heard = new ArrayList<>();

		@PostSaveReceiver
		void saved(Ticket ticket, boolean created, SignalContext context) {
			this.heard.add(context.origin() + (created ? " created " : " updated ") + ticket.seat);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AfterCommit {

		final List<String> heard = new ArrayList<>();

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void saved(Ticket ticket, boolean created) {
			this.heard.add((created ? "created " : "updated ") + ticket.seat);
		}

	}

}
