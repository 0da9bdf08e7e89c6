package io.github.signals.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsConnectionPoolAutoConfiguration;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.ASYNC;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * P54: a receiver after the commit needs a second connection, because its caller holds
 * the first.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionPoolTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsConnectionPoolAutoConfiguration.class))
		.withUserConfiguration(JdbcStore.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.datasource.hikari.connection-timeout=250", "spring.datasource.hikari.maximum-pool-size=1");

	@Test
	void warnsOfAPoolOfOneConnection(CapturedOutput output) {
		this.runner.withBean("copying", Copying.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("The connection pool 'dataSource' has only one connection")
				.contains("copying.copy");
		});
	}

	@Test
	void doesNotWarnOfTwoConnections(CapturedOutput output) {
		this.runner.withBean("copying", Copying.class)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2")
			.run((context) -> {
				context.getBean(Ledgers.class).save(new Ledger("one"));
				assertThat(context.getBean(Ledgers.class).count()).isEqualTo(2);
			});
		assertThat(output).doesNotContain("has only one connection");
	}

	@Test
	void doesNotWarnIfNoReceiverRunsWhileItsCallerHoldsAConnection(CapturedOutput output) {
		this.runner.withBean("relaxed", Relaxed.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("has only one connection");
	}

	@Test
	void doesNotWarnOfDisabledReceivers(CapturedOutput output) {
		this.runner.withBean("copying", Copying.class)
			.withPropertyValues("signals.receivers[copying.copy].enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("has only one connection");
	}

	@Test
	void namesTheCauseIfAReceiverGetsNoConnection(CapturedOutput output) {
		this.runner.withBean("copying", Copying.class).run((context) -> {
			context.getBean(Ledgers.class).save(new Ledger("one"));
			assertThat(context.getBean(Ledgers.class).count()).isOne();
		});
		assertThat(output).contains("Receiver 'copying.copy' could not get a database connection")
			.contains("while its caller still holds a connection");
	}

	@Test
	void doesNotBlameThePoolForOtherFailures(CapturedOutput output) {
		this.runner.withBean("copying", Copying.class)
			.run((context) -> context.getBean(Ledgers.class).save(new Ledger("broken")));
		assertThat(output).contains("Receiver 'copying.copy'").doesNotContain("could not get a database connection");
	}

	static class Copying {

		private final Ledgers ledgers;

		Copying(Ledgers ledgers) {
			this.ledgers = ledgers;
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT)
		void copy(Ledger ledger) {
			if (ledger.getName().equals("broken")) {
				throw new IllegalStateException("Broken");
			}
			if (!ledger.getName().equals("copy")) {
				this.ledgers.save(new Ledger("copy"));
			}
		}

	}

	static class Relaxed {

		@PostSaveReceiver
		void inTransaction(Ledger ledger) {
		}

		@PostSaveReceiver(delivery = ASYNC)
		void async(Ledger ledger) {
		}

	}

}
