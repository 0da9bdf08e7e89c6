package io.github.signals.delivery.durable;

import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSave;
import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what a durable receiver needs, and for the tables that it gets.
 */
@ExtendWith(OutputCaptureExtension.class)
class DurableStartupTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}");

	@Test
	void startsWithADataSource() {
		this.runner.withBean(Right.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(Scheduler.class);
			assertThat(context.getBean(DurableDelivery.class).isRunning()).isTrue();
			assertThat(context.getBean(Signals.class).durable().waiting()).isZero();
		});
	}

	@Test
	void refusesAReceiverWithoutItsOwnUid() { // S14
		this.runner.withBean("wrong", NoUid.class)
			.run(refused("NoUid.on(Parcel)", "identified by its uid", "explicit 'dispatchUid'"));
	}

	@ParameterizedTest
	@CsvSource({ "com.github.kagkarlsson, db-scheduler", "tools.jackson, Jackson",
			"org.springframework.boot.jdbc.init, Spring JDBC" })
	void refusesAReceiverWhenAPartIsMissing(String packageName, String part) {
		this.runner.withBean(Right.class)
			.withClassLoader(new FilteredClassLoader(packageName))
			.run(refused("Right.on(Parcel)", "needs db-scheduler, Spring JDBC and Jackson. Missing: " + part + ".",
					"Add the dependency io.github.signals:signals-durable-spring-boot-starter,"));
	}

	@Test
	void refusesAReceiverWhenThereIsNoDataSource() {
		this.bare.withBean(Right.class)
			.run(refused("Right.on(Parcel)", "needs a database table for its calls", "Configure a DataSource"));
	}

	@Test
	void refusesWhatCannotBeRecorded() { // S14
		this.runner.withBean("wrong", Unrecordable.class)
			.run(refused("Unrecordable.before(Parcel)", "Unrecordable.loaded(Parcel)",
					"can only hear PostSave, PostDelete, CollectionChange, BulkWrite and the application's own signals"));
	}

	@Test
	void refusesAnOrderWhereThereIsNone() { // S14
		this.runner.withBean("wrong", Unordered.class)
			.run(refused("Unordered.on(Parcel)", "'ordered' only applies to a DURABLE receiver", "Remove 'ordered'"));
	}

	@Test
	void refusesToShareListsWithOneAnother() { // S14
		this.runner.withBean("wrong", Listed.class)
			.withPropertyValues("signals.receivers.list.durable.share=10")
			.run(refused("Listed.list(List)", "takes a List, whose elements share a transaction anyway",
					"choose a 'batchSize'"));
	}

	@Test
	void saysWhoseCallsShareATransaction(CapturedOutput output) { // S24
		this.runner.withBean(Listed.class)
			.withBean(Right.class)
			.withPropertyValues("signals.receivers.right.durable.share=50")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("Durable receiver 'list' takes up to 100 signals in one call")
			.containsOnlyOnce("Up to 50 calls of durable receiver 'right' share a transaction");
	}

	private static ContextConsumer<AssertableApplicationContext> refused(String... parts) {
		return (context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContainingAll(parts);
		};
	}

	@Test
	void refusesALambda() {
		this.runner
			.run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(Parcel.class).uid("lambda").delivery(Delivery.DURABLE), (saved) -> {
				})).withMessageContaining("cannot be DURABLE"));
	}

	@Test
	void hasNoCallsWhereNothingIsDurable() {
		this.bare.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(signals.durable().parked(0, 10)).isEmpty();
			assertThat(signals.durable().waiting()).isZero();
			assertThat(signals.durable().replayAll("any")).isZero();
		});
	}

	@Test
	void createsNoTablesForNobody() {
		this.runner.run((context) -> assertThat(tables(context)).isZero());
	}

	@Test
	void createsTheTablesOfAnEmbeddedDatabase() {
		this.runner.withBean(Right.class).run((context) -> assertThat(tables(context)).isEqualTo(2));
	}

	@Test
	void createsNoTablesIfToldSoAndSaysWhatIsMissing() {
		this.runner.withBean(Right.class)
			.withPropertyValues("signals.durable.initialize-schema=never")
			.run(refused("There is no table signals_outbox", "io/github/signals/durable/schema-",
					"signals.durable.initialize-schema=always"));
	}

	@Test
	void createsTheTablesAgainAndAgain() {
		this.runner.withBean(Right.class)
			.withPropertyValues("signals.durable.initialize-schema=always", "spring.datasource.url=jdbc:h2:mem:again")
			.run((first) -> this.runner.withBean(Right.class)
				.withPropertyValues("signals.durable.initialize-schema=always",
						"spring.datasource.url=jdbc:h2:mem:again")
				.run((second) -> assertThat(tables(second)).isEqualTo(2)));
	}

	private static Integer tables(AssertableApplicationContext context) {
		return new JdbcTemplate(context.getBean(DataSource.class)).queryForObject(
				"select count(*) from information_schema.tables where lower(table_name) like 'signals_outbox%'",
				Integer.class);
	}

	static class Right {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "right")
		void on(Parcel parcel) {
		}

	}

	static class NoUid {

		@PostSaveReceiver(delivery = Delivery.DURABLE)
		void on(Parcel parcel) {
		}

	}

	static class Unordered {

		@PostSaveReceiver(ordered = false)
		void on(Parcel parcel) {
		}

	}

	static class Unrecordable {

		@Receiver(value = PreSave.class, delivery = Delivery.DURABLE, dispatchUid = "before")
		void before(Parcel parcel) {
		}

		@Receiver(value = PostLoad.class, delivery = Delivery.DURABLE, dispatchUid = "loaded")
		void loaded(Parcel parcel) {
		}

	}

	static class Listed {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "list")
		void list(List<PostSave<Parcel>> saved) {
		}

	}

}
