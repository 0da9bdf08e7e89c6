package io.github.signals.closing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.spi.ILoggingEvent;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.closing.ClosingApplication.Audits;
import io.github.signals.closing.Sale.Sales;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is saved while the application context closes (S13, P66).
 */
class ClosingTests {

	private final ClosingDatabase database = new ClosingDatabase("jdbc:h2:mem:closing;DB_CLOSE_DELAY=-1;USER=sa", "h2");

	private final List<Object> seen = new ArrayList<>();

	/**
	 * Close a context, and sell when some beans of it are gone.
	 */
	private List<ILoggingEvent> sellWithout(String beans, SaleAttempt attempt, String... settings) {
		ConfigurableApplicationContext context = ClosingApplication.run(this.database.url(), settings);
		Sales sales = context.getBean(Sales.class);
		Gate gate = context.getBean("without" + beans, Gate.class);
		gate.work = () -> attempt.sell(sales, context);
		try (LoggedEvents logged = new LoggedEvents()) {
			context.close();
			return logged.errors();
		}
	}

	private void sell(Sales sales, ConfigurableApplicationContext context) {
		sales.save(new Sale(1));
		this.seen.add("sold");
	}

	@Test
	void aReceiverInTheTransactionWhoseBeanIsThereHears() {
		sellWithout("Notices", this::sell);
		assertThat(this.database.committed()).containsExactly(1);
		assertThat(this.database.heard("audit")).containsExactly(1);
	}

	@Test
	void aSaveFailsWhoseReceiverInTheTransactionIsGone() {
		sellWithout("Audits", (sales, context) -> {
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> sell(sales, context))
				.withMessageContainingAll("Receiver 'audit'", "IN_TRANSACTION", "PostSave of " + Sale.class.getName(),
						"Bean 'audits' has been destroyed because the application context is closing");
			this.seen.add("failed");
		});
		assertThat(this.seen).containsExactly("failed");
		assertThat(this.database.committed()).isEmpty();
		assertThat(this.database.calledWhenDestroyed()).isZero();
	}

	@Test
	void aDurableCallIsRecordedWhetherItsBeanIsGoneOrNot() {
		sellWithout("Notices", this::sell);
		assertThat(this.database.committed()).containsExactly(1);
		assertThat(this.database.recorded()).containsExactly(1);
	}

	@Test
	void anErrorNamesWhatIsNotCalledAfterTheCommit() {
		List<ILoggingEvent> errors = sellWithout("Notices", this::sell);
		assertThat(this.seen).containsExactly("sold");
		for (String uid : List.of("confirm", "mail")) {
			assertThat(errors).filteredOn((error) -> error.getFormattedMessage().contains("'" + uid + "'"))
				.singleElement()
				.satisfies((error) -> assertThat(error.getFormattedMessage())
					.contains("PostSave of " + Sale.class.getName()))
				.satisfies((error) -> assertThat(error.getThrowableProxy().getMessage())
					.contains("Bean 'notices' has been destroyed because the application context is closing"));
		}
		assertThat(errors).hasSize(2);
		assertThat(this.database.calledWhenDestroyed()).isZero();
	}

	@Test
	void aReceiverThatHasNoBeanHearsToTheEnd() {
		sellWithout("Audits", (sales, context) -> {
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(Sale.class), (saved) -> this.seen.add(saved.instance().number));
			sell(sales, context);
		}, "signals.receivers.audit.enabled=false");
		assertThat(this.seen).containsExactly(1, "sold");
	}

	// The dispatch has made a lambda of the method by then
	@Test
	void aBeanThatWasCalledOftenIsNotCalledEither() {
		sellWithout("Audits", (sales, context) -> {
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> sell(sales, context));
			}
		});
		try (ConfigurableApplicationContext context = ClosingApplication.run(this.database.url())) {
			Sales sales = context.getBean(Sales.class);
			for (int i = 0; i < 30; i++) {
				sales.save(new Sale(i));
			}
			context.getBean("withoutAudits", Gate.class).work = () -> assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> sales.save(new Sale(30)));
		}
		assertThat(this.database.committed()).hasSize(30);
		assertThat(this.database.heard("audit")).hasSize(30);
		assertThat(this.database.calledWhenDestroyed()).isZero();
	}

	@Test
	void aBeanThatIsDestroyedAloneIsAskedForAnew() {
		try (ConfigurableApplicationContext context = ClosingApplication.run(this.database.url())) {
			context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				context.getBean(Sales.class).save(new Sale(1));
				((DefaultListableBeanFactory) context.getBeanFactory()).destroySingleton("audits");
				context.getBean(Sales.class).save(new Sale(2));
			});
			assertThat(context.getBean(Audits.class)).isNotNull();
		}
		assertThat(this.database.heard("audit")).containsExactly(1, 2);
		assertThat(this.database.calledWhenDestroyed()).isZero();
	}

	@Test // S13, S21: a connection may outlive its data source
	void aCommitThatOutlivesTheContextIsHeardAsBefore() {
		assertRecorded((context, factory) -> {
			context.getBean(Sales.class).save(new Sale(1));
			EntityManagerFactoryUtils.getTransactionalEntityManager(factory).flush();
			context.close();
		});
	}

	@Test // S13, S21
	void aFlushThatOutlivesTheContextIsHeardAsBefore() {
		assertRecorded((context, factory) -> {
			factory.unwrap(SessionFactoryImplementor.class)
				.getEventListenerRegistry()
				.appendListeners(EventType.PRE_INSERT, (event) -> {
					context.close();
					return false;
				});
			context.getBean(Sales.class).save(new Sale(1));
		});
	}

	private void assertRecorded(BiConsumer<ConfigurableApplicationContext, EntityManagerFactory> selling) {
		ConfigurableApplicationContext context = ClosingApplication.run(this.database.url());
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		context.getBean(Sales.class).save(new Sale(0));
		try (LoggedEvents logged = new LoggedEvents()) {
			context.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> selling.accept(context, factory));
			assertThat(context.isActive()).isFalse();
			assertThat(this.database.committed()).containsExactly(0, 1);
			assertThat(this.database.heard("audit")).containsExactly(0, 1);
			assertThat(this.database.recorded()).contains(1);
			assertThat(logged.errors()).extracting(ILoggingEvent::getFormattedMessage)
				.anySatisfy((error) -> assertThat(error).contains("'confirm'"))
				.anySatisfy((error) -> assertThat(error).contains("'mail'"));
		}
	}

	interface SaleAttempt {

		void sell(Sales sales, ConfigurableApplicationContext context);

	}

}
