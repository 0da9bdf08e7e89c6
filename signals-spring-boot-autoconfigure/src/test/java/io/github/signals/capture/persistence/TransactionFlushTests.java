package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.TransactionModel.Account;
import io.github.signals.capture.persistence.TransactionModel.Entry;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What dirty checking writes at the end of a transaction, and when it is heard.
 */
class TransactionFlushTests extends TransactionTestSupport {

	@Autowired
	private EntityManagerFactory factory;

	@Test // S10, S13, P15
	void theFlushAtTheCommitIsHeardOnceByEachDelivery() {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK, ASYNC);
		inTransaction(() -> {
			pay(1);
			assertThat(this.heard).isEmpty();
		});
		await().until(() -> this.heard.contains("ASYNC 0>1"));
		assertThat(this.heard).containsExactlyInAnyOrder("IN_TRANSACTION 0>1", "BEFORE_COMMIT 0>1", "AFTER_COMMIT 0>1",
				"ASYNC 0>1");
		assertThat(this.heard).startsWith("IN_TRANSACTION 0>1", "BEFORE_COMMIT 0>1");
	}

	@Test // S10, P15
	void theFlushAtTheCommitIsHeardAfterItByASingleReceiver() {
		for (Delivery delivery : List.of(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT)) {
			disconnect();
			this.heard.clear();
			hear(delivery);
			int before = balance();
			inTransaction(() -> pay(before + 1));
			assertThat(this.heard).containsExactly(delivery + " " + before + ">" + (before + 1));
		}
	}

	@Test // S10
	void aRollbackIsHeardOfWhatWasFlushed() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((status) -> {
			pay(1);
			this.em.flush();
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK 0>1");
		this.heard.clear();
		transaction().executeWithoutResult((status) -> {
			pay(1);
			status.setRollbackOnly();
		});
		assertThat(this.heard).isEmpty();
		assertThat(balance()).isZero();
	}

	@Test // S6
	void whatAReceiverWritesInTheFlushAtTheCommitIsCommitted() {
		this.signals.connect(ReceiverSpec.postSave(Account.class), (saved) -> {
			this.em.persist(Entry.of("at once " + this.stored.id));
			saved.instance().name = "paid";
		});
		inTransaction(() -> pay(1));
		assertThat(entries("at once " + this.stored.id)).isOne();
		assertThat(this.accounts.findById(this.managedId()).orElseThrow().name).isEqualTo("paid");
	}

	private Long managedId() {
		Long id = this.stored.id;
		assert id != null;
		return id;
	}

	@Test // S6, P12
	void whatAReceiverWritesAfterTheCommitIsCommitted() {
		this.signals.connect(ReceiverSpec.postSave(Account.class).delivery(AFTER_COMMIT),
				(saved) -> inTransaction(() -> this.em.persist(Entry.of("later " + this.stored.id))));
		inTransaction(() -> pay(1));
		assertThat(entries("later " + this.stored.id)).isOne();
	}

	@Test // S11, P20
	void aNewTransactionInTheFlushAtTheCommitKeepsItsOwnSignals() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.signals.connect(ReceiverSpec.postSave(Account.class).on(On.UPDATED),
				(saved) -> transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
					.executeWithoutResult((status) -> {
						Account audit = Account.of("audit");
						audit.balance = 7;
						this.em.persist(audit);
						this.em.flush();
						status.setRollbackOnly();
					}));
		inTransaction(() -> {
			this.em.persist(Account.of("first"));
			this.em.flush();
			pay(1);
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created 7", "AFTER_COMMIT created 0",
				"AFTER_COMMIT 0>1");
	}

	@Test // S11, P12
	void aNewTransactionRightAfterTheCommitKeepsItsOwnSignals() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		inTransaction(() -> {
			pay(1);
			this.em.flush();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((status) -> {
						pay(2);
						TransactionFlushTests.this.em.flush();
						status.setRollbackOnly();
					});
				}

			});
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK 1>2", "AFTER_COMMIT 0>1");
	}

	@Test // Behaviours 142
	void aReceiverThatFailsInTheFlushAtTheCommitRollsBack() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.signals.connect(ReceiverSpec.postSave(Account.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> pay(1)))
			.havingRootCause()
			.withMessage("no");
		assertThat(balance()).isZero();
		assertThat(this.heard).doesNotContain("AFTER_COMMIT 0>1");
	}

	@Test // S10
	void aTransactionThatIsMarkedForRollbackWritesNothing() {
		hear(IN_TRANSACTION, AFTER_COMMIT);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> {
			pay(1);
			transaction().executeWithoutResult((inner) -> inner.setRollbackOnly());
		}));
		assertThat(this.heard).isEmpty();
		assertThat(balance()).isZero();
	}

	@Test // S10
	void aReadOnlyTransactionWritesNothing() {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		TransactionTemplate readOnly = transaction();
		readOnly.setReadOnly(true);
		try (LoggedEvents logged = new LoggedEvents()) {
			readOnly.executeWithoutResult((status) -> {
				pay(1);
				this.accounts.save(managed());
			});
			assertThat(logged.messages()).anySatisfy((message) -> assertThat(message).contains("read-only"));
		}
		assertThat(this.heard).isEmpty();
		assertThat(balance()).isZero();
	}

	@Test // S11, P20
	void anInnerTransactionHearsOnlyOfItsOwn() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		TransactionTemplate inner = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		Account other = this.accounts.save(Account.of("other"));
		this.heard.clear();
		transaction().executeWithoutResult((outer) -> {
			pay(1);
			inner.executeWithoutResult((status) -> this.accounts.findById(other.id).orElseThrow().balance = 7);
			assertThat(this.heard).containsExactly("AFTER_COMMIT 0>7");
			inner.executeWithoutResult((status) -> {
				this.accounts.findById(other.id).orElseThrow().balance = 8;
				this.em.flush();
				status.setRollbackOnly();
			});
			assertThat(this.heard).endsWith("AFTER_ROLLBACK 7>8").hasSize(2);
		});
		assertThat(this.heard).endsWith("AFTER_COMMIT 0>1").hasSize(3);
	}

	@Test // S2, S10
	void theNetChangeSpansSeveralInstancesOfOneRow() {
		hear(AFTER_COMMIT);
		inTransaction(() -> {
			pay(1);
			this.em.flush();
			this.em.clear();
			pay(2);
			this.em.flush();
			this.em.detach(managed());
			pay(3);
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT 0>3");
		this.heard.clear();
		inTransaction(() -> {
			pay(4);
			this.em.flush();
			this.em.clear();
			pay(3);
		});
		assertThat(this.heard).isEmpty();
	}

	@Test // S2, S10
	void aChangeThatIsClearedAwayIsNotHeard() {
		hear(IN_TRANSACTION, AFTER_COMMIT);
		inTransaction(() -> {
			pay(1);
			this.em.clear();
		});
		assertThat(this.heard).isEmpty();
		inTransaction(() -> {
			pay(1);
			this.em.refresh(managed());
		});
		assertThat(this.heard).isEmpty();
	}

	@Test // S2, S19
	void theContextTellsACallFromAFlush() {
		List<SignalContext> contexts = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Account.class).uid("first"), (saved) -> {
			contexts.add(saved.context());
			if (saved.instance().balance == 5) {
				Account caused = Account.of("caused");
				this.em.persist(caused);
			}
		});
		inTransaction(() -> this.accounts.save(managed()));
		this.signals.withActor("me", () -> inTransaction(() -> pay(5)));
		assertThat(contexts).extracting(SignalContext::origin)
			.containsExactly(Origin.REPOSITORY, Origin.FLUSH, Origin.FLUSH);
		assertThat(contexts).extracting(SignalContext::actor).containsExactly(null, "me", "me");
		assertThat(contexts).extracting(SignalContext::causedBy).containsExactly(null, null, "first");
		assertThat(contexts).extracting(SignalContext::using).containsOnly("transactionManager");
	}

	@Test // S18
	void aScopeTakesWhatIsChangedInItAndNothingElse() {
		hear(IN_TRANSACTION, AFTER_COMMIT);
		inTransaction(() -> {
			pay(1);
			this.signals.mute(() -> pay(2));
			pay(3);
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1", "IN_TRANSACTION 2>3", "AFTER_COMMIT 0>3");
		this.heard.clear();
		inTransaction(() -> this.signals.importing(() -> pay(4)));
		assertThat(this.heard).isEmpty();
		assertThat(balance()).isEqualTo(4);
	}

	@Test // S18, S19
	void eachOfSeveralActorsHasItsChanges() {
		List<Object> actors = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Account.class),
				(saved) -> actors.add(saved.context().actor() + " " + tell(saved)));
		inTransaction(() -> {
			this.signals.withActor("anna", () -> pay(1));
			this.signals.withActor("bert", () -> pay(2));
			pay(3);
		});
		assertThat(actors).containsExactly("anna 0>1", "bert 1>2", "null 2>3");
	}

	@Test // S11, P53
	void twoTransactionsOfOneEntityManagerAreHeardEach() {
		hear(IN_TRANSACTION, AFTER_COMMIT);
		EntityManager open = this.factory.createEntityManager();
		TransactionSynchronizationManager.bindResource(this.factory, new EntityManagerHolder(open));
		try {
			inTransaction(() -> pay(1));
			assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1", "AFTER_COMMIT 0>1");
			pay(2);
			assertThat(this.heard).hasSize(2);
			inTransaction(() -> managed().name = "second");
			assertThat(this.heard).hasSize(4).endsWith("IN_TRANSACTION 1>2", "AFTER_COMMIT 1>2");
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.factory);
			open.close();
		}
	}

	@Test // S11
	void anEntityManagerWithItsOwnTransactionIsHeardAtOnce() {
		hear(IN_TRANSACTION);
		try (EntityManager own = this.factory.createEntityManager()) {
			own.getTransaction().begin();
			Account account = own.find(Account.class, this.stored.id);
			account.balance = 1;
			own.getTransaction().commit();
			assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1");
			own.getTransaction().begin();
			account.balance = 2;
			own.getTransaction().commit();
		}
		assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1", "IN_TRANSACTION 1>2");
	}

	@Test // S10: as a test does that is rolled back at its end
	void aTestThatIsRolledBackHearsWhatIsInTheTransaction() {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT);
		transaction().executeWithoutResult((status) -> {
			status.setRollbackOnly();
			this.accounts.save(Account.of("test"));
			pay(1);
			this.accounts.flush();
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION created 0", "IN_TRANSACTION 0>1");
		assertThat(balance()).isZero();
	}

	@Test // S10, S13: what the commit would not write is not written before it
	void aSessionThatIsFlushedByHandWritesNothingByItself() {
		hear(IN_TRANSACTION, AFTER_COMMIT);
		inTransaction(() -> {
			this.em.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			pay(1);
		});
		assertThat(balance()).isZero();
		assertThat(this.heard).isEmpty();
	}

}
