package io.github.signals.actuate;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * S11: transactions that the application begins itself, with Hibernate's own API.
 */
class OwnTransactionTraceTests extends TraceTestBase {

	@Autowired
	private EntityManagerFactory factory;

	private void own(boolean commit, Consumer<EntityManager> work) {
		try (EntityManager own = this.factory.createEntityManager()) {
			own.getTransaction().begin();
			work.accept(own);
			if (commit) {
				own.getTransaction().commit();
			}
			else {
				own.getTransaction().rollback();
			}
		}
	}

	private void connectPreSave() {
		this.signals.connect(ReceiverSpec.preSave(Ticket.class).uid("before"), (signal) -> {
		});
	}

	private Set<String> transactions() {
		return dispatches().stream().map(DispatchDescriptor::transaction).collect(Collectors.toSet());
	}

	@Test
	void aTransactionOfTheApplicationIsOneOfTheTrace() {
		connectPreSave();
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		connect(saved("after", Delivery.AFTER_COMMIT));
		own(true, (manager) -> manager.persist(new Ticket("new")));
		List<DispatchDescriptor> entries = dispatches();
		assertThat(entries).extracting(DispatchDescriptor::signal).containsExactly("PreSave", "PostSave");
		assertThat(states(entries.get(1))).containsExactlyInAnyOrder("at.once RETURNED", "after RETURNED");
		assertThat(entries).allSatisfy((entry) -> assertThat(transactionOf(entry).outcome()).isEqualTo("COMMITTED"));
		assertThat(transactions()).hasSize(1);
	}

	@Test
	void itIsKnownEvenIfNobodyWaitsForItsEnd() {
		connectPreSave();
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		own(false, (manager) -> {
			manager.persist(new Ticket("new"));
			manager.flush();
		});
		assertThat(dispatches()).hasSize(2)
			.allSatisfy((entry) -> assertThat(transactionOf(entry).outcome()).isEqualTo("ROLLED_BACK"));
		assertThat(transactions()).hasSize(1);
	}

	@Test
	void aTransactionInsideOfItIsAnotherOne() {
		this.signals.connect(ReceiverSpec.postSave(Voucher.class).uid("nested"), (signal) -> {
		});
		connect(saved("voucher", Delivery.IN_TRANSACTION), (signal) -> this.vouchers.save(new Voucher("10%")));
		own(false, (manager) -> {
			manager.persist(new Ticket("new"));
			manager.flush();
		});
		DispatchDescriptor nested = dispatches(Voucher.class).get(0);
		assertThat(nested.cause()).isEqualTo(only().number());
		assertThat(transactionOf(nested).outcome()).isEqualTo("COMMITTED");
		assertThat(transactionOf(only()).outcome()).isEqualTo("ROLLED_BACK");
	}

	@Test
	void aStatelessSessionIsInItsTransactionToo() {
		connectPreSave();
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			session.beginTransaction();
			session.insert(new Ticket("new"));
			session.getTransaction().rollback();
		}
		assertThat(dispatches()).hasSize(2)
			.allSatisfy((entry) -> assertThat(transactionOf(entry).outcome()).isEqualTo("ROLLED_BACK"));
		assertThat(transactions()).hasSize(1);
	}

	@Test
	void aSessionInASpringTransactionIsInThat() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		this.transaction.setName("spring");
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.saveAndFlush(new Ticket("spring"));
			own(false, (manager) -> {
				manager.persist(new Ticket("own"));
				manager.flush();
			});
			this.tickets.saveAndFlush(new Ticket("spring again"));
		});
		assertThat(dispatches().stream().map((entry) -> transactionOf(entry).outcome())).containsExactly("COMMITTED",
				"ROLLED_BACK", "COMMITTED");
		assertThat(dispatches().stream().map((entry) -> transactionOf(entry).name())).containsExactly("spring", null,
				"spring");
		assertThat(transactions()).hasSize(2);
	}

}
