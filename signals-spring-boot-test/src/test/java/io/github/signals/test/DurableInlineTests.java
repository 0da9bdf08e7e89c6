package io.github.signals.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ParkedCall;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.dispatch.CallRecorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Durable calls that are made on the thread of the test.
 */
@DataJpaTest(showSql = false,
		properties = { "signals.durable.max-attempts=3", "signals.durable.back-off.initial=100ms",
				"spring.datasource.generate-unique-name=true" })
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@RecordSignals
@Import(DurableInlineTests.Receivers.class)
class DurableInlineTests {

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
	void startEmpty() {
		this.receivers.heard.clear();
		this.receivers.broken = false;
		this.receivers.waiting = false;
		this.receivers.gate = new CountDownLatch(0);
	}

	@AfterEach
	void leaveNothing() {
		this.receivers.broken = false;
		this.jdbc.update("delete from signals_outbox");
		this.signals.mute(() -> {
			this.teas.deleteAllInBatch();
			this.labels.deleteAllInBatch();
		});
	}

	private TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(propagation);
		return template;
	}

	private long waiting() {
		return this.signals.durable().waiting();
	}

	private String onThisThread(String what) {
		return Thread.currentThread().getName() + " " + what;
	}

	@Test
	@DurableInline
	void callsAreMadeOnTheThreadOfTheTestAfterTheCommit() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			this.teas.save(new Tea("green"));
			this.teas.save(new Tea("black"));
			assertThat(this.receivers.heard).isEmpty();
		});
		assertThat(this.receivers.heard).containsExactly(onThisThread("thanks for green"),
				onThisThread("thanks for black"), onThisThread("ships green"), onThisThread("prints green"),
				onThisThread("ships black"));
		assertThat(waiting()).isZero();
		assertThat(this.recorded).receiver("ship").ran(2).delivered(Delivery.DURABLE).succeeded();
	}

	// S21, S23: as in production
	@Test
	@DurableInline
	void aCallIsMadeOfItsRecordInATransactionOfItsOwn() {
		Tea tea = this.teas.save(new Tea("green"));
		assertThat(this.receivers.shipped).isNotSameAs(tea).extracting(Tea::getId).isEqualTo(tea.getId());
		assertThat(this.receivers.managed).isTrue();
		assertThat(this.receivers.context.id()).isNotNull();
		assertThat(this.jdbc.queryForList("select text from label", String.class)).containsExactly("green");
	}

	@Test
	@DurableInline
	void whatCallsLeadToIsDoneToo() {
		this.teas.save(new Tea("green"));
		assertThat(this.recorded).receiver("print").ran(1).delivered(Delivery.DURABLE);
		assertThat(this.receivers.heard).last().isEqualTo(onThisThread("prints green"));
	}

	@Test
	@DurableInline
	void nothingIsCalledAfterARollback() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			this.teas.save(new Tea("green"));
			status.setRollbackOnly();
		});
		assertThat(this.receivers.heard).isEmpty();
	}

	@Test
	@DurableInline
	void allAttemptsAreMadeAtOnceAndThenTheCallIsParked() {
		this.receivers.broken = true;
		Tea tea;
		try (LoggedEvents log = new LoggedEvents()) {
			tea = this.teas.save(new Tea("green"));
			assertThat(log.errors()).singleElement()
				.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("'ship'", "is parked"));
		}
		assertThat(this.recorded).receiver("ship").about(tea).ran(3).failedWith(IllegalStateException.class);
		assertThat(this.signals.durable().parked(0, 10)).extracting(ParkedCall::uid).containsExactly("ship");
		assertThat(this.labels.count()).isZero();
		assertThat(waiting()).isZero();
	}

	@Test
	@DurableInline
	void aCallThatIsReplayedIsMadeAtOnceWithThoseThatItHasHeldBack() {
		this.receivers.broken = true;
		Tea tea = this.teas.save(new Tea("green"));
		this.receivers.broken = false;
		tea.setName("black");
		this.teas.save(tea);
		assertThat(this.receivers.heard).noneMatch((heard) -> heard.contains("ships"));
		assertThat(waiting()).isOne();
		this.signals.durable().replayAll("ship");
		assertThat(this.receivers.heard).filteredOn((heard) -> heard.contains("ships"))
			.containsExactly(onThisThread("ships black"), onThisThread("ships black"));
		assertThat(waiting()).isZero();
	}

	@Test
	@DurableInline
	void listsArePassedInOneCall() {
		this.teas.saveAll(IntStream.range(0, 12).mapToObj((i) -> new Tea("packed " + i)).toList());
		assertThat(this.receivers.heard).filteredOn((heard) -> heard.contains("packs"))
			.containsExactly(onThisThread("packs 10"), onThisThread("packs 2"));
	}

	@Test
	@DurableInline
	void aListThatFailsIsRepeatedOneByOne() { // S24
		this.receivers.broken = true;
		this.teas.saveAll(IntStream.range(0, 3).mapToObj((i) -> new Tea("packed " + i)).toList());
		assertThat(this.recorded).receiver("pack").ran(1 + 3 * 3);
		assertThat(this.signals.durable().parked()).isEqualTo(6);
	}

	@Test
	@DurableInline
	void theThreadOfAnotherMakesItsOwnCalls() throws Exception {
		Thread server = new Thread(() -> this.teas.save(new Tea("green")), "server");
		server.start();
		server.join();
		assertThat(this.receivers.heard).contains("server ships green");
	}

	@Test
	void otherTestsHaveTheirCallsMadeByOtherThreads() {
		this.teas.save(new Tea("green"));
		assertThat(this.recorded).receiver("ship").eventually().ran(1);
		assertThat(this.receivers.heard).contains(onThisThread("thanks for green"))
			.doesNotContain(onThisThread("ships green"))
			.anyMatch((heard) -> heard.endsWith("ships green"));
	}

	// The annotation begins and ends it like this
	@Test
	void callsThatBeganBeforeAreWaitedForAndThoseThatWaitAreMadeAfterwards(@Autowired CallRecorder recorder)
			throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		this.receivers.gate = gate;
		this.receivers.broken = true;
		Tea before = this.teas.save(new Tea("before"));
		await().until(() -> this.receivers.waiting);
		FutureTask<Runnable> begin = new FutureTask<>(recorder::beginInline);
		Thread starting = new Thread(begin);
		starting.start();
		await().until(() -> starting.getState() == Thread.State.TIMED_WAITING);
		gate.countDown();
		Runnable end = begin.get();
		try {
			assertThat(this.recorded).receiver("ship").ranOnceFor(before).failedWith(IllegalStateException.class);
			this.receivers.broken = false;
			// Time enough for the next attempt
			await().during(Duration.ofMillis(300)).until(() -> this.receivers.heard.size() == 1);
			this.teas.save(new Tea("now"));
			assertThat(this.receivers.heard).last().isEqualTo(onThisThread("ships now"));
		}
		finally {
			end.run();
		}
		this.recorded.await(Duration.ofSeconds(20));
		assertThat(this.receivers.heard).last()
			.asString()
			.endsWith("ships before")
			.isNotEqualTo(onThisThread("ships before"));
		assertThat(waiting()).isZero();
	}

	@Nested
	@DurableInline
	@Transactional
	class InATransactionThatIsRolledBack {

		@Test
		void commitMakesTheCalls() {
			DurableInlineTests.this.teas.save(new Tea("green"));
			assertThat(DurableInlineTests.this.recorded).receiver("ship").didNotRun();
			DurableInlineTests.this.recorded.commit();
			assertThat(DurableInlineTests.this.recorded).receiver("ship").ran(1).succeeded();
		}

		@Test
		void aTransactionThatIsReallyCommittedIsFollowedByItsCalls() {
			DurableInlineTests.this.teas.save(new Tea("rolled back"));
			transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
				.executeWithoutResult((status) -> DurableInlineTests.this.teas.save(new Tea("green")));
			assertThat(DurableInlineTests.this.receivers.heard).containsExactly(onThisThread("thanks for green"),
					onThisThread("ships green"), onThisThread("prints green"));
		}

	}

	static class Receivers {

		private final LabelRepository labels;

		private final EntityManager manager;

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		private volatile boolean waiting;

		private volatile boolean broken;

		private volatile boolean managed;

		private volatile Tea shipped;

		private volatile SignalContext context;

		Receivers(LabelRepository labels, EntityManager manager) {
			this.labels = labels;
			this.manager = manager;
		}

		private static void awaitUninterruptibly(CountDownLatch latch) {
			try {
				assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private void hear(String what) {
			this.heard.add(Thread.currentThread().getName() + " " + what);
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_COMMIT, dispatchUid = "thank")
		void thank(Tea tea) {
			hear("thanks for " + tea.getName());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "ship")
		void ship(Tea tea, SignalContext context) {
			this.waiting = true;
			awaitUninterruptibly(this.gate);
			this.shipped = tea;
			this.context = context;
			this.managed = this.manager.contains(tea) && TransactionSynchronizationManager.isActualTransactionActive();
			this.labels.save(new Label(tea.getName()));
			if (this.broken) {
				throw new IllegalStateException("secret");
			}
			hear("ships " + tea.getName());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "print", condition = "instance.text == 'green'")
		void print(Label label) {
			hear("prints " + label.getText());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "pack", batchSize = 10,
				condition = "instance.name.startsWith('packed')")
		void pack(List<PostSave<Tea>> saved) {
			if (this.broken) {
				throw new IllegalStateException("secret");
			}
			hear("packs " + saved.size());
		}

	}

}
