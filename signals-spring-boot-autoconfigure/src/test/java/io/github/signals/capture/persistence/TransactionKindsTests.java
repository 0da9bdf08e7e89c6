package io.github.signals.capture.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.capture.persistence.TransactionModel.Account;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dirty checking with savepoints and with a persistence context that outlives
 * transactions.
 */
class TransactionKindsTests extends TransactionTestSupport {

	@Autowired
	private DefaultListableBeanFactory beanFactory;

	@AfterEach
	void refuseSavepoints() {
		setSavepoints(false);
	}

	private void setSavepoints(boolean allowed) {
		JpaTransactionManager jpaManager = (JpaTransactionManager) this.manager;
		jpaManager.setNestedTransactionAllowed(allowed);
		jpaManager.setJpaDialect(allowed ? new SavepointDialect() : new HibernateJpaDialect());
	}

	private TransactionTemplate nested() {
		setSavepoints(true);
		return transaction(TransactionDefinition.PROPAGATION_NESTED);
	}

	@Test // S11, P18
	void aSavepointTakesItsRowsBack() {
		hear(IN_TRANSACTION, AFTER_COMMIT, AFTER_ROLLBACK);
		TransactionTemplate nested = nested();
		inTransaction(() -> {
			pay(1);
			this.em.flush();
			nested.executeWithoutResult((inner) -> {
				pay(2);
				this.em.flush();
				inner.setRollbackOnly();
			});
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1", "IN_TRANSACTION 1>2", "AFTER_ROLLBACK 1>2",
				"AFTER_COMMIT 0>1");
		assertThat(balance()).isOne();
	}

	@Test // S10, S11, P18
	void whatIsFlushedAfterASavepointIsTakenBackWithIt() {
		hear(AFTER_COMMIT);
		TransactionTemplate nested = nested();
		inTransaction(() -> {
			pay(1);
			nested.executeWithoutResult((inner) -> {
				this.em.flush();
				inner.setRollbackOnly();
			});
		});
		assertThat(balance()).isZero();
		assertThat(this.heard).isEmpty();
	}

	@Test // S11, P18
	void aSavepointThatIsReleasedBelongsToTheTransaction() {
		hear(AFTER_COMMIT);
		TransactionTemplate nested = nested();
		inTransaction(() -> {
			pay(1);
			this.em.flush();
			nested.executeWithoutResult((inner) -> pay(2));
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT 0>2");
		assertThat(balance()).isEqualTo(2);
	}

	@Test // S11, P53
	void anExtendedPersistenceContextIsHeardWithTheTransactionItJoins() {
		hear(IN_TRANSACTION, AFTER_COMMIT, AFTER_ROLLBACK);
		Conversation conversation = this.beanFactory.createBean(Conversation.class);
		Account account = conversation.find(this.stored.id);
		account.balance = 1;
		assertThat(this.heard).isEmpty();
		inTransaction(conversation::join);
		assertThat(this.heard).containsExactly("IN_TRANSACTION 0>1", "AFTER_COMMIT 0>1");
		assertThat(balance()).isOne();
		this.heard.clear();
		account.balance = 2;
		inTransaction(conversation::join);
		assertThat(this.heard).containsExactly("IN_TRANSACTION 1>2", "AFTER_COMMIT 1>2");
		this.beanFactory.destroyBean(conversation);
	}

	@Test // S10
	void anExtendedPersistenceContextThatIsNotJoinedWritesNothing() {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT);
		Conversation conversation = this.beanFactory.createBean(Conversation.class);
		conversation.find(this.stored.id).balance = 1;
		try (LoggedEvents logged = new LoggedEvents()) {
			inTransaction(() -> managed().name = "other");
			assertThat(logged.errors()).isEmpty();
		}
		assertThat(this.heard).containsExactly("IN_TRANSACTION unchanged", "BEFORE_COMMIT unchanged",
				"AFTER_COMMIT unchanged");
		assertThat(balance()).isZero();
		this.beanFactory.destroyBean(conversation);
	}

	/** Gives its transactions the savepoints of their connection. */
	static class SavepointDialect extends HibernateJpaDialect {

		private static final long serialVersionUID = 1L;

		@Override
		public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
				throws SQLException {
			return new WithSavepoints(super.beginTransaction(entityManager, definition),
					entityManager.unwrap(Session.class));
		}

		@Override
		public void cleanupTransaction(@Nullable Object transactionData) {
			super.cleanupTransaction((transactionData instanceof WithSavepoints data) ? data.transaction() : null);
		}

	}

	record WithSavepoints(Object transaction, Session session) implements SavepointManager {

		@Override
		public Object createSavepoint() {
			return this.session.doReturningWork(Connection::setSavepoint);
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
			this.session.doWork((connection) -> connection.rollback((Savepoint) savepoint));
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
			this.session.doWork((connection) -> connection.releaseSavepoint((Savepoint) savepoint));
		}

	}

	static class Conversation {

		@PersistenceContext(type = PersistenceContextType.EXTENDED)
		private EntityManager em;

		Account find(Object id) {
			return this.em.find(Account.class, id);
		}

		void join() {
			this.em.isOpen();
			this.em.joinTransaction();
		}

	}

}
