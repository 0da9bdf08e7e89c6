package io.github.signals.delivery.durable;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of calls that are due later, which may not fit the receiver.
 */
class PostponedStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}")
		.withBean(Late.class);

	@Test
	void bothKindsOfReceiversMayWait() {
		this.runner
			.withPropertyValues("signals.receivers.changes.durable.debounce=5m",
					"signals.receivers.list.durable.delay=5m", "signals.receivers.own.durable.delay=5m",
					"signals.receivers.bulk.durable.delay=5m")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesToWaitForBoth() { // S14
		this.runner
			.withPropertyValues("signals.receivers.changes.durable.debounce=5m",
					"signals.receivers.changes.durable.delay=1m")
			.run(refused("Late.changes(EntitySignal)", "durable.delay and debounce are both set", "Remove one"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bulk", "own", "both" })
	void refusesToMergeWhatIsNoChangeOfAnEntity(String uid) { // S14
		this.runner.withPropertyValues("signals.receivers." + uid + ".durable.debounce=5m")
			.run(refused("'" + uid + "', ", "Only changes of entities can be merged", "durable.delay instead"));
	}

	@Test
	void refusesToMergeWhatSharesATransaction() { // S14
		this.runner
			.withPropertyValues("signals.receivers.changes.durable.debounce=5m",
					"signals.receivers.changes.durable.share=5")
			.run(refused("Late.changes(EntitySignal)", "do not share a transaction", "remove one of the settings"));
		this.runner.withPropertyValues("signals.receivers.list.durable.debounce=5m")
			.run(refused("Late.list(List)", "that take a single instance or signal"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "delay=-1s", "debounce=0s", "debounce=5000d" })
	void refusesAnImpossibleTime(String setting) {
		this.runner.withPropertyValues("signals.receivers.changes.durable." + setting)
			.run(refused("between 1ms and 3650d"));
	}

	private static ContextConsumer<AssertableApplicationContext> refused(String... parts) {
		return (context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContainingAll(parts);
		};
	}

	record Said(String instance) implements Signal<String> {

	}

	static class Late {

		@Receiver(value = { PostSave.class, PostDelete.class }, delivery = Delivery.DURABLE, dispatchUid = "changes")
		void changes(EntitySignal<Parcel> signal) {
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "list")
		void list(List<PostSave<Parcel>> saved) {
		}

		@BulkWriteReceiver(sender = Parcel.class, delivery = Delivery.DURABLE, dispatchUid = "bulk")
		void bulk(BulkWrite<Parcel> bulk) {
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "own")
		void own(Said said) {
		}

		@Receiver(value = { PostSave.class, BulkWrite.class }, delivery = Delivery.DURABLE, dispatchUid = "both",
				sender = Parcel.class)
		void both() {
		}

	}

}
