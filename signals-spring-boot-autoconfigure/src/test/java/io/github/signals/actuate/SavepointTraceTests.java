package io.github.signals.actuate;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * S11: what a savepoint takes back, of signals of the application's own.
 */
class SavepointTraceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=signals", "signals.trace.size=10",
				"spring.datasource.url=jdbc:h2:mem:savepoints");

	@Test
	void whatASavepointTakesBackIsNotDelivered() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			for (Delivery delivery : List.of(Delivery.AFTER_COMMIT, Delivery.ASYNC, Delivery.AFTER_ROLLBACK)) {
				signals.connect(ReceiverSpec.of(Sold.class).uid(delivery.name()).delivery(delivery), (sold) -> {
				});
			}
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
				.executeWithoutResult((status) -> {
					signals.send(new Sold("kept"));
					Object savepoint = status.createSavepoint();
					signals.send(new Sold("back"));
					status.rollbackToSavepoint(savepoint);
				});
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(states(trace, 1)).containsExactlyInAnyOrder("AFTER_COMMIT RETURNED",
						"ASYNC RETURNED", "AFTER_ROLLBACK NOT_DELIVERED"));
			assertThat(states(trace, 0)).containsExactlyInAnyOrder("AFTER_COMMIT NOT_DELIVERED", "ASYNC NOT_DELIVERED",
					"AFTER_ROLLBACK RETURNED");
			assertThat(TraceDescriptor.of(trace, 0).transactions()).hasSize(1);
		});
	}

	@Test
	void aContextThatIsClosedTracesNothing() {
		this.runner.run((context) -> {
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(Sold.class).uid("after").delivery(Delivery.AFTER_COMMIT), (sold) -> {
			});
			trace.close();
			signals.disable("after");
			signals.enable("after");
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
				.executeWithoutResult((status) -> {
					signals.send(new Sold("unseen"));
					assertThat(trace.entries().ring().entries()).isEmpty();
				});
		});
	}

	private static List<String> states(DispatchTrace trace, int place) {
		DispatchDescriptor entry = TraceDescriptor.of(trace, 0).dispatches().get(place);
		return entry.receivers().stream().map((CallDescriptor call) -> call.uid() + " " + call.state()).toList();
	}

	record Sold(String instance) implements Signal<String> {

	}

}
