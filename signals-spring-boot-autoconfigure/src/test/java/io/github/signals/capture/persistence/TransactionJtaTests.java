package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import javax.transaction.xa.XAResource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.jta.JtaTransactionManager;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.WiringModel.Gadget;
import io.github.signals.capture.persistence.WiringModel.Work;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With JTA, where Hibernate flushes when the transaction is already being committed.
 */
class TransactionJtaTests {

	private final List<String> heard = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class))
		.withUserConfiguration(Jta.class);

	private void hear(ApplicationContext context, Delivery... deliveries) {
		for (Delivery delivery : deliveries) {
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(Gadget.class).delivery(delivery),
						(saved) -> this.heard.add(delivery + " " + tell(saved) + " " + saved.context().using()));
		}
	}

	private static String tell(PostSave<Gadget> saved) {
		return saved.created() ? "created" : saved.changes().before("name") + ">" + saved.changes().after("name");
	}

	private static void in(ApplicationContext context, Work work) {
		WiringModel.in(context.getBean(JtaTransactionManager.class), context.getBean(EntityManagerFactory.class), work);
	}

	@Test // S10, S12, S13, P15
	void theFlushAtTheCommitIsHeardOnceByEachDelivery() {
		this.runner.run((context) -> {
			hear(context, IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
			in(context, (em) -> em.persist(Gadget.of("each")));
			in(context, (em) -> em.find(Gadget.class, "each").name = "new");
			assertThat(this.heard).containsExactly("IN_TRANSACTION created jta", "BEFORE_COMMIT created jta",
					"AFTER_COMMIT created jta", "IN_TRANSACTION >new jta", "BEFORE_COMMIT >new jta",
					"AFTER_COMMIT >new jta");
		});
	}

	@Test // S10, P15
	void theFlushAtTheCommitIsHeardAfterItAlone() {
		this.runner.run((context) -> {
			hear(context, AFTER_COMMIT);
			try (LoggedEvents logged = new LoggedEvents()) {
				in(context, (em) -> em.persist(Gadget.of("after")));
				in(context, (em) -> em.find(Gadget.class, "after").name = "new");
				assertThat(logged.messages()).isEmpty();
			}
			assertThat(this.heard).containsExactly("AFTER_COMMIT created jta", "AFTER_COMMIT >new jta");
		});
	}

	@Test // S6
	void whatAReceiverWritesInTheFlushAtTheCommitIsWritten() {
		this.runner.run((context) -> {
			context.getBean(Signals.class).connect(ReceiverSpec.postSave(Gadget.class).on(On.CREATED), (saved) -> {
				saved.instance().name = "named";
				if (saved.instance().code.equals("writes")) {
					context.getBean(EntityManager.class).persist(Gadget.of("another"));
				}
			});
			in(context, (em) -> em.persist(Gadget.of("writes")));
			in(context, (em) -> {
				assertThat(em.find(Gadget.class, "writes").name).isEqualTo("named");
				assertThat(em.find(Gadget.class, "another").name).isEqualTo("named");
			});
		});
	}

	@Test // S10
	void aReceiverThatFailsInTheFlushAtTheCommitRollsBack() {
		this.runner.run((context) -> {
			hear(context, AFTER_COMMIT);
			context.getBean(Signals.class).connect(ReceiverSpec.postSave(Gadget.class), (saved) -> {
				throw new IllegalStateException("no");
			});
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> in(context, (em) -> em.persist(Gadget.of("fails"))));
			assertThat(this.heard).isEmpty();
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Jta {

		@Bean
		OneResource oneResource() {
			return new OneResource();
		}

		@Bean
		JtaTransactionManager jta(OneResource transactions) {
			return new JtaTransactionManager(transactions, transactions);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean factory(OneResource transactions) {
			LocalContainerEntityManagerFactoryBean factory = WiringModel.factory("jta");
			factory.setJtaDataSource(factory.getDataSource());
			factory.getJpaPropertyMap().put("hibernate.transaction.jta.platform", new Platform(transactions));
			return factory;
		}

	}

	/** A transaction manager that calls its synchronizations, and has no resources. */
	static final class OneResource implements TransactionManager, UserTransaction, Transaction {

		private final List<Synchronization> synchronizations = new ArrayList<>();

		private int status = Status.STATUS_NO_TRANSACTION;

		@Override
		public void begin() {
			this.status = Status.STATUS_ACTIVE;
		}

		@Override
		public void commit() throws RollbackException {
			try {
				// One may register another one.
				for (int i = 0; i < this.synchronizations.size(); i++) {
					this.synchronizations.get(i).beforeCompletion();
				}
			}
			catch (RuntimeException ex) {
				this.status = Status.STATUS_MARKED_ROLLBACK;
			}
			if (this.status == Status.STATUS_MARKED_ROLLBACK) {
				complete(Status.STATUS_ROLLEDBACK);
				throw new RollbackException("rolled back");
			}
			complete(Status.STATUS_COMMITTED);
		}

		@Override
		public void rollback() {
			complete(Status.STATUS_ROLLEDBACK);
		}

		private void complete(int outcome) {
			this.status = outcome;
			List<Synchronization> called = List.copyOf(this.synchronizations);
			this.synchronizations.clear();
			called.forEach((synchronization) -> synchronization.afterCompletion(outcome));
			this.status = Status.STATUS_NO_TRANSACTION;
		}

		@Override
		public void setRollbackOnly() {
			this.status = Status.STATUS_MARKED_ROLLBACK;
		}

		@Override
		public int getStatus() {
			return this.status;
		}

		@Override
		public void registerSynchronization(Synchronization synchronization) {
			this.synchronizations.add(synchronization);
		}

		@Override
		public @Nullable Transaction getTransaction() {
			return (this.status != Status.STATUS_NO_TRANSACTION) ? this : null;
		}

		@Override
		public void setTransactionTimeout(int seconds) {
		}

		@Override
		public @Nullable Transaction suspend() {
			Transaction current = getTransaction();
			this.status = Status.STATUS_NO_TRANSACTION;
			return current;
		}

		@Override
		public void resume(Transaction transaction) {
			this.status = Status.STATUS_ACTIVE;
		}

		@Override
		public boolean enlistResource(XAResource resource) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean delistResource(XAResource resource, int flag) {
			throw new UnsupportedOperationException();
		}

	}

	static final class Platform extends AbstractJtaPlatform {

		private static final long serialVersionUID = 1L;

		private final transient OneResource transactions;

		Platform(OneResource transactions) {
			this.transactions = transactions;
		}

		@Override
		protected TransactionManager locateTransactionManager() {
			return this.transactions;
		}

		@Override
		protected UserTransaction locateUserTransaction() {
			return this.transactions;
		}

	}

}
