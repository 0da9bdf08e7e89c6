package io.github.signals.applications;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.applications.Desk.Ticket;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications of the same classes beside each other in one JVM.
 */
class SeveralApplicationsTests {

	// P49
	@Test
	void theirSignalsStayApartAlsoWhereOneCallsTheOtherAndWhenOneCloses() {
		try (ConfigurableApplicationContext one = Desk.application(Desk.class).run(Desk.settings("one"))) {
			try (ConfigurableApplicationContext other = Desk.application(Desk.class).run(Desk.settings("other"))) {
				Desk.write(one, "a");
				assertThat(Desk.heard(one, "a")).containsExactlyElementsOf(Desk.CALLS);
				assertThat(Desk.heard(other, "a")).isEmpty();
				one.getBean(Signals.class)
					.connect(ReceiverSpec.postSave(Ticket.class), (saved) -> Desk.write(other, "caused"));
				writeAndRollBack(one, "b");
				assertThat(Desk.heard(one, "b")).containsExactly("pre", "in transaction");
				assertThat(Desk.heard(one, "caused")).isEmpty();
				assertThat(Desk.heard(other, "caused")).containsExactlyElementsOf(Desk.CALLS);
				one.getBean(Signals.class).mute(() -> {
					Desk.write(one, "muted");
				});
				assertThat(Desk.heard(one, "muted")).isEmpty();
			}
			assertThat(one.getBean(Signals.class).receivers()).hasSize(Desk.CALLS.size() + 1);
		}
	}

	private static void writeAndRollBack(ConfigurableApplicationContext context, String text) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			Desk.write(context, text);
			status.setRollbackOnly();
		});
	}

	// P49, Behaviours 8
	@Test
	void theOneThatRemainsIsHeardAsBefore() {
		try (ConfigurableApplicationContext one = Desk.application(Desk.class).run(Desk.settings("first"))) {
			Calls closed;
			try (ConfigurableApplicationContext other = Desk.application(Desk.class).run(Desk.settings("second"))) {
				Desk.write(other, "a");
				closed = other.getBean(Calls.class);
			}
			List<String> before = List.copyOf(closed.all());
			Desk.write(one, "b");
			assertThat(Desk.heard(one, "b")).containsExactlyElementsOf(Desk.CALLS);
			assertThat(closed.all()).isEqualTo(before);
		}
	}

}
