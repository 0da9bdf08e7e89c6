package io.github.signals.test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.test.TeaReceivers.Poured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a test of an application sees, in a slice that includes signals.
 */
@TeaTest
class DataJpaSliceTests {

	@Autowired
	private TeaRepository teas;

	@Autowired
	private LabelRepository labels;

	@Autowired
	private Signals signals;

	@Autowired
	private Calls calls;

	@Autowired
	private RecordedSignals recorded;

	@Autowired
	private PlatformTransactionManager transactionManager;

	@BeforeEach
	void forgetCalls() {
		this.calls.all().clear();
	}

	private void cleanUp() {
		this.signals.mute(() -> {
			this.teas.deleteAll();
			this.labels.deleteAll();
		});
	}

	@Test
	void commitPassesAListToADurableReceiverAsItsRecordsWould(@Autowired TeaReceivers receivers) { // S24
		receivers.packed.clear();
		List<Tea> saved = this.teas.saveAll(IntStream.range(0, 12).mapToObj((i) -> new Tea("green " + i)).toList());
		this.recorded.commit();
		assertThat(receivers.packed).containsExactly(10, 2);
		assertThat(this.recorded).receiver("pack").ranOnceFor(saved.get(11)).delivered(Delivery.DURABLE).succeeded();
	}

	@Test
	void commitMakesTheCallsOfOwnSignalsAsTheirRecordsWould() { // S21, S23
		Tea tea = this.teas.save(new Tea("green"));
		this.signals.send(new Poured(tea, 3));
		assertThat(this.recorded).receiver("pour").didNotRun();
		this.recorded.commit();
		assertThat(this.recorded).receiver("pour").ranOnceFor(tea).delivered(Delivery.DURABLE).succeeded();
		assertThat(this.calls.all()).contains("poured green for 3");
		this.signals.send(new Poured(new Tea("never saved"), 1));
		assertThatException().isThrownBy(() -> this.recorded.commit()).withMessageContaining("the identifier of");
	}

	@Test
	void tellsWhatWasSignalledAndWhoWasCalled(RecordedSignals parameter) {
		Tea tea = this.teas.save(new Tea("green"));
		assertThat(parameter).signalled(PostSave.class).of(Tea.class).about(tea).times(1);
		assertThat(parameter).receiver("stock").ranOnceFor(tea).delivered(Delivery.IN_TRANSACTION).succeeded();
		assertThat(parameter).receiver("mail").didNotRun();
		assertThat(parameter).didNotSignal(PostDelete.class);
		assertThat(this.recorded.calls()).isEqualTo(parameter.calls()).isNotEmpty();
		assertThat(this.recorded.signals(PostSave.class)).hasSize(1).allMatch((saved) -> saved.created());
	}

	// Behaviours 135
	@Test
	void commitRunsWhatRunsAfterTheCommitInTheThreadAndTransactionOfTheTest() {
		Tea tea = this.teas.save(new Tea("green"));
		this.recorded.commit();
		assertThat(this.recorded).receiver("check").ranOnceFor(tea).delivered(Delivery.BEFORE_COMMIT);
		assertThat(this.recorded).receiver("mail").ranOnceFor(tea).afterCommit().succeeded();
		assertThat(this.recorded).receiver("index").ranOnceFor(tea).delivered(Delivery.ASYNC);
		assertThat(this.recorded).receiver("ship").ranOnceFor(tea).delivered(Delivery.DURABLE).succeeded();
		assertThat(this.recorded).receiver("taste").didNotRun();
		String thread = Thread.currentThread().getName();
		assertThat(this.calls.all()).containsExactly(thread + " sees 1", thread + " indexes 1");
		assertThat(this.signals.durable().waiting()).isZero();
	}

	// S21: a test is not green where the save would be refused (as in Django before PR
	// 12944)
	@Test
	void commitFailsWhereARecordCannotBeWritten() {
		this.signals.withActor(new Object(), () -> this.teas.save(new Tea("green")));
		assertThatException().isThrownBy(() -> this.recorded.commit())
			.withMessageContainingAll("'ship'", "cannot be recorded", "the actor", "java.lang.Object");
		assertThat(this.recorded).receiver("ship").didNotRun();
		assertThat(this.recorded).receiver("mail").didNotRun();
	}

	@Test
	void commitFlushesSoThatDirtyEntitiesAreHeard() {
		Tea tea = this.teas.save(new Tea("green"));
		this.recorded.commit();
		tea.setName("black");
		this.recorded.commit();
		assertThat(this.recorded).receiver("index").about(tea).ran(2);
		assertThat(this.recorded).receiver("mail").ranOnceFor(tea);
		this.recorded.commit();
		assertThat(this.recorded).receiver("index").ran(2);
	}

	// Behaviours 138
	@Test
	void whatReceiversWriteIsDeliveredAsWellAndRolledBackWithTheTest() {
		this.teas.save(new Tea("green"));
		this.recorded.commit();
		assertThat(this.recorded).receiver("print").ranOnceFor(this.labels.findAll().get(0)).afterCommit();
		TestTransaction.end();
		assertThat(this.labels.count()).isZero();
		assertThat(this.teas.count()).isZero();
	}

	@Test
	void whatWasDeliveredIsNotUndoneByTheRollback() {
		Tea delivered = this.teas.save(new Tea("green"));
		this.recorded.commit();
		Tea undelivered = this.teas.save(new Tea("black"));
		TestTransaction.end();
		assertThat(this.recorded).receiver("undo").about(delivered).didNotRun();
		assertThat(this.recorded).receiver("undo").ranOnceFor(undelivered).delivered(Delivery.AFTER_ROLLBACK);
	}

	@Test
	void whatWasDeliveredIsNotDeliveredAgainByACommit() {
		Tea before = this.teas.save(new Tea("green"));
		this.recorded.commit();
		Tea after = this.teas.save(new Tea("black"));
		TestTransaction.flagForCommit();
		TestTransaction.end();
		try {
			this.recorded.await(Duration.ofSeconds(20));
			for (String uid : new String[] { "check", "mail", "index", "ship" }) {
				assertThat(this.recorded).receiver(uid).ranOnceFor(after);
				assertThat(this.recorded).receiver(uid).ranOnceFor(before);
			}
		}
		finally {
			cleanUp();
		}
	}

	@Test
	void deletesAndStatementsAndSignalsOfTheApplicationAreDeliveredToo() {
		this.signals.connect(ReceiverSpec.of(Brewed.class).uid("serve").delivery(Delivery.AFTER_COMMIT),
				(brewed) -> this.calls.add(brewed.instance()));
		try {
			Tea tea = this.teas.save(new Tea("green"));
			this.recorded.commit();
			this.teas.delete(tea);
			this.labels.deleteAllInBatch();
			this.signals.send(new Brewed("a cup"));
			this.recorded.commit();
			assertThat(this.recorded).receiver("return").ranOnceFor(tea).delivered(Delivery.DURABLE).succeeded();
			assertThat(this.recorded).receiver("count").ran(1).delivered(Delivery.DURABLE).succeeded();
			assertThat(this.recorded).receiver("serve").ranOnceFor("a cup").afterCommit();
			assertThat(this.recorded.toString()).contains("count DURABLE with BulkWrite of Label (DELETE, 1 row)");
			assertThat(this.calls.all()).contains("a cup");
		}
		finally {
			this.signals.disconnect("serve");
		}
	}

	@Test
	void aReceiverThatFailsStopsNeitherTheOthersNorTheTest() {
		Tea bitter = this.teas.save(new Tea("bitter"));
		Tea heavy = this.teas.save(new Tea("heavy"));
		try (LoggedEvents log = new LoggedEvents()) {
			this.recorded.commit();
			assertThat(log.errors()).hasSize(2)
				.anySatisfy((event) -> assertThat(event.getFormattedMessage()).contains("'taste'"))
				.anySatisfy((event) -> assertThat(event.getFormattedMessage()).contains("'ship'"));
		}
		assertThat(this.recorded).receiver("taste").ranOnceFor(bitter).failedWith(IllegalStateException.class);
		assertThat(this.recorded).receiver("ship").ranOnceFor(heavy).failedWith(IllegalStateException.class);
		assertThat(this.recorded).receiver("mail").ran(2).succeeded();
	}

	@Test
	void aReceiverThatVetoesMakesCommitFail() {
		this.teas.save(new Tea("forbidden"));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(this.recorded::commit);
		assertThat(this.recorded).receiver("check").ran(1).failedWith(IllegalArgumentException.class);
		assertThat(this.recorded).receiver("mail").didNotRun();
	}

	@Test
	void receiversThatCauseOneAnotherWithoutEndAreStopped() {
		this.signals.connect(ReceiverSpec.postSave(Label.class).uid("endless").delivery(Delivery.AFTER_COMMIT),
				(saved) -> this.labels.save(new Label("again")));
		try (LoggedEvents log = new LoggedEvents()) {
			this.labels.save(new Label("once"));
			this.recorded.commit();
			assertThat(this.recorded).receiver("endless").ran(16);
			assertThat(log.errors()).hasSize(2).last().asString().contains("'endless'");
		}
		finally {
			this.signals.disconnect("endless");
		}
	}

	@Test
	void aTransactionOfItsOwnIsReallyCommitted() {
		Tea outer = this.teas.save(new Tea("green"));
		TransactionTemplate requiresNew = new TransactionTemplate(this.transactionManager);
		requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		Tea inner = requiresNew.execute((status) -> this.teas.save(new Tea("black")));
		assertThat(this.recorded).receiver("mail").ran(1).ranOnceFor(inner);
		this.recorded.commit();
		assertThat(this.recorded).receiver("mail").ran(2).ranOnceFor(outer);
		// What was really recorded is to be over before another test begins
		this.recorded.await(Duration.ofSeconds(20));
		assertThat(this.recorded).receiver("ship").ranOnceFor(inner);
		requiresNew.executeWithoutResult((status) -> cleanUp());
	}

	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void commitFailsWithoutATransaction() {
		assertThatIllegalStateException().isThrownBy(this.recorded::commit)
			.withMessageContaining("There is no transaction on this thread")
			.withMessageContaining("@Transactional");
	}

	@Test
	void aFailureListsWhatDidHappenAndNoValue() {
		Tea tea = this.teas.save(new Tea("secret green"));
		Tea other = this.teas.save(new Tea("bitter"));
		this.recorded.commit();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.recorded).receiver("mail").about(tea).didNotRun())
			.withMessageStartingWith("Receiver 'mail' for Tea " + tea.getId() + ": 1 call instead of 0")
			.withMessageContaining("PostSave of Tea " + other.getId() + " (created)")
			.withMessageContaining("stock IN_TRANSACTION with PostSave of Tea " + tea.getId() + " (created)")
			.withMessageContaining("taste AFTER_COMMIT with PostSave of Tea " + other.getId()
					+ " (created), failed with java.lang.IllegalStateException")
			.withMessageNotContaining("secret")
			.withMessageNotContaining("bitter");
	}

	@Test
	void eachAssertionCanFail() {
		Tea tea = this.teas.save(new Tea("green"));
		assertFails(() -> assertThat(this.recorded).receiver("mali"),
				"There is no receiver 'mali'. Connected receivers: [", "mail");
		assertFails(() -> assertThat(this.recorded).receiver("stock").ran(2), "1 call instead of 2");
		assertFails(() -> assertThat(this.recorded).receiver("mail").ranOnceFor(tea),
				"Tea " + tea.getId() + ": 0 calls instead of 1");
		assertFails(() -> assertThat(this.recorded).receiver("mail").afterCommit(), "no call");
		assertFails(() -> assertThat(this.recorded).receiver("stock").afterCommit(),
				"not every call was made AFTER_COMMIT");
		assertFails(() -> assertThat(this.recorded).receiver("stock").failedWith(RuntimeException.class),
				"not every call threw java.lang.RuntimeException");
		assertFails(() -> assertThat(this.recorded).signalled(PreSave.class), "PreSave was not signalled");
		assertFails(() -> assertThat(this.recorded).signalled(PostSave.class).of(Label.class),
				"PostSave of Label was not signalled");
		assertFails(() -> assertThat(this.recorded).signalled(PostSave.class).about(new Tea("green")),
				"PostSave about this Tea was not signalled");
		assertFails(() -> assertThat(this.recorded).signalled(PostSave.class).times(3), "1 signal instead of 3");
		assertFails(() -> assertThat(this.recorded).didNotSignal(PostSave.class), "PostSave was signalled");
		assertFails(() -> assertThat(this.recorded).as("the stock").receiver("stock").didNotRun(), "[the stock]");
	}

	private static void assertFails(Runnable assertion, String... messages) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages).contains("Signals:", "Calls:"));
	}

	@Test
	void signalsOfTheApplicationAreRecordedThoughNobodyHearsThem() {
		assertThat(this.signals.send(new Brewed("a cup"))).isEmpty();
		assertThat(this.recorded.signals(Brewed.class)).containsExactly(new Brewed("a cup"));
		assertThat(this.recorded).signalled(Brewed.class).about("a cup").times(1);
	}

	@Test
	void theRecorderIsNoReceiver() {
		assertThat(this.signals.hasReceivers(Brewed.class, String.class)).isFalse();
		assertThat(this.signals.hasReceivers(PreSave.class, Tea.class)).isFalse();
		assertThat(this.signals.hasReceivers(PostSave.class, Tea.class)).isTrue();
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::uid)
			.containsExactlyInAnyOrder("stock", "check", "taste", "mail", "label", "print", "index", "ship", "undo",
					"import", "return", "count", "pack", "pour");
		assertThat(this.signals.explain(Tea.class)).hasSize(12);
	}

	@Test
	void nothingIsSignalledThatNobodyHears() {
		Label label = this.labels.save(new Label("green"));
		this.labels.deleteAll();
		assertThat(this.recorded).didNotSignal(PreSave.class);
		assertThat(this.recorded.toString())
			.isEqualTo("Signals:\n  PostSave of Label " + label.getId() + " (created)\nCalls: none");
	}

	@RepeatedTest(2)
	void theRecordBeginsEmpty() {
		assertThat(this.recorded.calls()).isEmpty();
		this.teas.save(new Tea("green"));
		assertThat(this.recorded).receiver("stock").ran(1);
	}

	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void durableCallsAreRecordedByTheTestThatHasSavedTheEntity(RecordedSignals mine) {
		Tea tea = this.teas.save(new Tea("green"));
		assertThat(mine).receiver("ship").eventually().ranOnceFor(tea);
		cleanUp();
	}

	@Nested
	class InANestedClass {

		@Test
		void theRecordIsTheOneOfTheTest(RecordedSignals parameter) {
			Tea tea = DataJpaSliceTests.this.teas.save(new Tea("green"));
			assertThat(DataJpaSliceTests.this.recorded).receiver("stock").ranOnceFor(tea);
			assertThat(parameter).receiver("stock").ranOnceFor(tea);
		}

	}

	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	class WithOneInstanceForAllTests {

		@RepeatedTest(2)
		void theRecordBeginsEmptyToo(@Autowired RecordedSignals autowired) {
			assertThat(autowired.calls()).isEmpty();
			DataJpaSliceTests.this.teas.save(new Tea("green"));
			assertThat(autowired).receiver("stock").ran(1);
		}

	}

	record Brewed(String instance) implements Signal<String> {

	}

}
