package io.github.signals.test;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a test waits for the calls that it has caused.
 */
@DataJpaTest(showSql = false,
		properties = { "signals.durable.back-off.initial=50ms", "signals.durable.max-attempts=2",
				"spring.datasource.generate-unique-name=true" })
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@RecordSignals
@Import(AwaitTests.Receivers.class)
class AwaitTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	@Autowired
	private TeaRepository teas;

	@Autowired
	private LabelRepository labels;

	@Autowired
	private Signals signals;

	@Autowired
	private Receivers receivers;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactionManager;

	@Autowired
	private RecordedSignals recorded;

	@BeforeEach
	void close() {
		this.receivers.gate = new CountDownLatch(1);
	}

	@AfterEach
	void leaveNothing() {
		this.receivers.gate.countDown();
		this.signals.enable("boil");
		this.recorded.await(LONG);
		this.signals.durable().discardAll("boil");
		this.recorded.await(LONG);
		this.signals.mute(() -> {
			this.teas.deleteAllInBatch();
			this.labels.deleteAllInBatch();
		});
	}

	@Test
	void thereIsNothingToWaitForIfNothingWasCalled() {
		this.recorded.await(Duration.ZERO);
	}

	@Test
	void asynchronousCallsAreAwaited() {
		Tea tea = this.teas.save(new Tea("stirred"));
		assertLeft("1 call of receiver 'stir'");
		this.receivers.gate.countDown();
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("stir").ranOnceFor(tea).succeeded();
	}

	@Test
	void durableCallsAreAwaitedUntilTheirTransactionsHaveEnded() {
		this.teas.save(new Tea("boiled"));
		this.teas.save(new Tea("boiled"));
		assertLeft("2 calls of receiver 'boil'");
		this.receivers.gate.countDown();
		this.recorded.await(LONG);
		assertThat(this.jdbc.queryForList("select text from label", String.class)).containsExactlyInAnyOrder("boiled",
				"boiled");
		assertThat(this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class)).isZero();
	}

	private void assertLeft(String calls) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.recorded.await(SHORT))
			.withMessageStartingWith("Calls are left: " + calls + " (after 50 ms)\n")
			.withMessageContaining("Signals:")
			.withMessageContaining("Calls:");
	}

	// Each call is accepted by the one before, in its transaction or after its commit
	@RepeatedTest(10)
	void whatCallsLeadToIsAwaitedToo() {
		this.receivers.gate.countDown();
		this.teas.save(new Tea("chain 5"));
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("link").ran(5);
		assertThat(this.recorded).receiver("relay").ran(5);
		assertThat(this.teas.count()).isEqualTo(6);
	}

	@Test
	void aCallThatHasFailedIsAwaitedUntilAnAttemptSucceeds() {
		this.receivers.gate.countDown();
		Tea tea = this.teas.save(new Tea("flaky"));
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("boil").about(tea).ran(2);
		assertThat(this.signals.durable().parked()).isZero();
	}

	// What is parked does not run by itself, nor does what it holds back
	@Test
	void parkedCallsAreNotAwaited() {
		this.receivers.gate.countDown();
		Tea tea = this.teas.save(new Tea("burnt"));
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("boil").about(tea).ran(2).failedWith(IllegalStateException.class);
		tea.setName("burnt again");
		this.teas.save(tea);
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("boil").ran(2);
		assertThat(this.signals.durable().parked()).isOne();
		assertThat(this.signals.durable().waiting()).isOne();
	}

	@Test
	void callsOfAReceiverThatIsOffAreNotAwaited() {
		this.teas.save(new Tea("boiled"));
		this.signals.disable("boil");
		this.receivers.gate.countDown();
		this.teas.save(new Tea("never recorded"));
		this.recorded.await(LONG);
	}

	@Test
	void whatAThreadCausesThatBelongsToNoTestIsAwaited() throws Exception {
		Thread thread = new Thread(() -> this.teas.save(new Tea("boiled")));
		thread.start();
		thread.join();
		assertLeft("1 call of receiver 'boil'");
		this.receivers.gate.countDown();
		this.recorded.await(LONG);
		assertThat(this.recorded).receiver("boil").ran(1);
	}

	// Which sees what there was when it began
	@Test
	void aTransactionOfTheTestDoesNotKeepItFromSeeingTheEnd() {
		this.teas.save(new Tea("boiled"));
		TransactionTemplate repeatable = new TransactionTemplate(this.transactionManager);
		repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		repeatable.executeWithoutResult((status) -> {
			assertThat(this.labels.count()).isZero();
			assertLeft("1 call of receiver 'boil'");
			this.receivers.gate.countDown();
			this.recorded.await(LONG);
		});
	}

	@Test
	void eventuallyWaitsUntilAnAssertionHolds() {
		Tea tea = this.teas.save(new Tea("boiled"));
		this.receivers.gate.countDown();
		assertThat(this.recorded).receiver("boil").eventually().ranOnceFor(tea).delivered(Delivery.DURABLE).succeeded();
	}

	@Test
	void eventuallyAFailureIsSeenWhileTheCallWaitsForItsNextAttempt() {
		Tea tea = this.teas.save(new Tea("burnt"));
		assertThat(this.recorded).receiver("boil").didNotRun();
		this.receivers.gate.countDown();
		assertThat(this.recorded).receiver("boil")
			.eventually(LONG)
			.about(tea)
			.failedWith(IllegalStateException.class)
			.ran(2);
	}

	// Somebody else saves, of whom nothing is known
	@Test
	void eventuallyWaitsAlsoIfNoCallIsLeft() {
		this.receivers.gate.countDown();
		CountDownLatch asserted = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			awaitUninterruptibly(asserted);
			this.teas.save(new Tea("stirred"));
		});
		thread.start();
		assertFailsEventually(() -> assertThat(this.recorded).receiver("stir").eventually(SHORT).succeeded(),
				"no call");
		asserted.countDown();
		assertThat(this.recorded).receiver("stir").eventually(LONG).succeeded();
	}

	@Test
	void eventuallyANumberOfCallsIsFinal() {
		this.teas.save(new Tea("stirred"));
		assertFailsEventually(() -> assertThat(this.recorded).receiver("boil").eventually(SHORT).didNotRun(),
				"Receiver 'boil': the number of calls is not final; calls are left: 1 call of receiver 'stir' (after");
		assertThat(this.recorded).receiver("stir").didNotRun();
		assertFailsEventually(() -> assertThat(this.recorded).receiver("stir").eventually(SHORT).ran(1),
				"Receiver 'stir': 0 calls instead of 1; calls are left: 1 call of receiver 'stir' (after 50 ms)");
		this.receivers.gate.countDown();
		assertThat(this.recorded).receiver("boil").eventually(LONG).didNotRun();
		assertThat(this.recorded).receiver("stir").eventually(LONG).ran(1);
	}

	@Test
	void eventuallySaysWhatToDoInATransaction() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			this.teas.save(new Tea("stirred"));
			assertFailsEventually(() -> assertThat(this.recorded).receiver("stir").eventually(SHORT).ran(1),
					"This thread is in a transaction", "commit()");
			this.receivers.gate.countDown();
			this.recorded.commit();
			assertThat(this.recorded).as("once").receiver("stir").eventually(SHORT).ran(1);
		});
	}

	private static void assertFailsEventually(Runnable assertion, String... messages) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages).contains("Signals:", "Calls:"));
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Receivers {

		private final TeaRepository teas;

		private final LabelRepository labels;

		private final Set<Long> known = ConcurrentHashMap.newKeySet();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		Receivers(TeaRepository teas, LabelRepository labels) {
			this.teas = teas;
			this.labels = labels;
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, dispatchUid = "stir", condition = "instance.name == 'stirred'")
		void stir(Tea tea) {
			awaitUninterruptibly(this.gate);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "boil",
				condition = "instance.name matches 'boiled|flaky|burnt.*'")
		void boil(Tea tea) {
			awaitUninterruptibly(this.gate);
			if (tea.getName().startsWith("burnt") || tea.getName().equals("flaky") && this.known.add(tea.getId())) {
				throw new IllegalStateException("secret");
			}
			this.labels.save(new Label(tea.getName()));
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "link",
				condition = "instance.name matches 'chain [1-9]'")
		void link(Tea tea) {
			this.labels.save(new Label(tea.getName()));
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, dispatchUid = "relay",
				condition = "instance.text.startsWith('chain')")
		void relay(Label label) {
			int left = Integer.parseInt(label.getText().substring("chain ".length()));
			this.teas.save(new Tea("chain " + (left - 1)));
		}

	}

}
