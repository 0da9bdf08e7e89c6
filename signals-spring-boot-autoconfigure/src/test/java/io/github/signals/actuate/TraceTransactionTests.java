package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.h2.Driver;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.TransactionTrace;
import io.github.signals.dispatch.TransactionTrace.End;

import static org.assertj.core.api.Assertions.assertThat;

class TraceTransactionTests {

	private static TraceCall call(Delivery delivery, UUID id) {
		return new TraceCall(delivery.name(), delivery.name(), TraceCall.State.WAITING, null, null, null, null, null,
				null, null, id, null);
	}

	/**
	 * Return who is called later, of one of each, and a recorded call.
	 */
	private static List<String> later(End end) {
		TraceTransaction transaction = new TraceTransaction(1, null, 10, () -> 1);
		List<Predicate<TraceCall>> settled = new ArrayList<>();
		TraceTransaction.Waiting entry = settled::add;
		transaction.add(null, entry);
		transaction.ended(end);
		transaction.settled();
		return Stream
			.of(call(Delivery.BEFORE_COMMIT, null), call(Delivery.AFTER_COMMIT, null), call(Delivery.ASYNC, null),
					call(Delivery.AFTER_ROLLBACK, null), call(Delivery.DURABLE, UUID.randomUUID()))
			.filter(settled.get(0))
			.map(TraceCall::uid)
			.toList();
	}

	@Test
	void afterACommitAsyncAndRecordedCallsAreStillToCome() {
		assertThat(later(End.COMMITTED)).containsExactly("ASYNC", "DURABLE");
	}

	@Test
	void afterARollbackNothingIsToCome() {
		assertThat(later(End.ROLLED_BACK)).isEmpty();
	}

	@Test
	void ifTheAnswerIsLostARecordMayExist() {
		assertThat(later(End.UNKNOWN)).containsExactly("DURABLE");
	}

	// S12: of two managers, each has its own transaction
	@Test
	void transactionsOfSeveralManagersAreToldApart() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=signals", "signals.trace.size=10")
			.withBean("red", PlatformTransactionManager.class, () -> manager("red"))
			.withBean("blue", PlatformTransactionManager.class, () -> manager("blue"))
			.run((context) -> {
				context.getBean(DispatchTrace.class);
				TransactionJournals journals = context.getBean(TransactionJournals.class);
				template(context.getBean("red")).executeWithoutResult((outer) -> {
					TransactionTrace[] inside = new TransactionTrace[2];
					template(context.getBean("blue")).executeWithoutResult((inner) -> {
						inside[0] = journals.trace("red");
						inside[1] = journals.trace("blue");
						inner.setRollbackOnly();
					});
					assertThat(inside).doesNotContainNull().doesNotHaveDuplicates();
					assertThat(end(inside[1])).isEqualTo(End.ROLLED_BACK);
					assertThat(end(inside[0])).isNull();
					assertThat(journals.trace("red")).isSameAs(inside[0]);
				});
				assertThat(journals.trace("red")).isNull();
			});
	}

	private static End end(TransactionTrace transaction) {
		TraceTransaction.State state = ((TraceTransaction) transaction).since(0);
		assertThat(state).isNotNull();
		return state.end();
	}

	private static JdbcTransactionManager manager(String name) {
		return new JdbcTransactionManager(new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:" + name));
	}

	private static TransactionTemplate template(Object manager) {
		return new TransactionTemplate((PlatformTransactionManager) manager);
	}

}
