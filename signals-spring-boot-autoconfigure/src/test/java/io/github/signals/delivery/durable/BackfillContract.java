package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.actuate.BackfillsDescriptor;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.actuate.SignalsEndpoint.ReceiverOperation;
import io.github.signals.delivery.durable.BackfillApplication.Card;
import io.github.signals.delivery.durable.BackfillApplication.Cards;
import io.github.signals.delivery.durable.BackfillApplication.PictureCard;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.SignalsMeters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Receivers that are called for rows that are already there.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class BackfillContract {

	@Autowired
	private Script script;

	@Autowired
	private Cards cards;

	@Autowired
	private Signals signals;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private ReceiverRegistry registry;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactionManager;

	private CountDownLatch open = new CountDownLatch(0);

	@BeforeEach
	void startEmpty() {
		this.script.clear();
		this.jdbc.update("delete from backfill_card");
		this.jdbc.update("delete from backfill_label");
	}

	@AfterEach
	void leaveNothing() {
		this.open.countDown();
		this.signals.durable()
			.backfills()
			.all()
			.forEach((known) -> this.signals.durable().backfills().stop(known.uid()));
		this.jdbc.update("update signals_outbox set due = 0 where due > 0");
		awaitAllDone();
	}

	private void awaitAllDone() {
		DurableTestBase.await().until(() -> records() == 0);
	}

	private int records() {
		Integer count = this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class);
		return (count != null) ? count : -1;
	}

	private void insert(int count) {
		List<Object[]> rows = new ArrayList<>();
		for (long id = 1; id <= count; id++) {
			rows.add(new Object[] { (id % 10 == 0) ? "picture" : "card", id, (id % 2 == 0) ? "even" : "odd" });
		}
		this.jdbc.batchUpdate("insert into backfill_card (dtype, id, name) values (?, ?, ?)", rows);
	}

	/**
	 * Have the calls of a receiver wait until that is over.
	 */
	private void hold(String uid) {
		CountDownLatch latch = new CountDownLatch(1);
		this.open = latch;
		this.script.on(uid, (heard) -> DurableTestBase.await(latch));
	}

	private Backfill find(String uid) {
		return this.signals.durable().backfills().find(uid);
	}

	private Backfill awaitEnd(String uid) {
		DurableTestBase.await().until(() -> find(uid).state() != State.RUNNING);
		awaitAllDone();
		return find(uid);
	}

	private List<Long> ids(String uid) {
		return this.script.of(uid).stream().map((heard) -> card(heard).id).sorted().toList();
	}

	private static Card card(Heard heard) {
		return (heard.instance() instanceof PostSave<?> saved) ? (Card) saved.instance() : (Card) heard.instance();
	}

	private static PostSave<?> saved(Heard heard) {
		return (PostSave<?>) heard.instance();
	}

	private static List<Long> upTo(int last) {
		return LongStream.rangeClosed(1, last).boxed().toList();
	}

	@Test
	void callsTheReceiverOnceForEachRowThatIsThere(CapturedOutput output) {
		insert(100);
		Backfill begun = this.signals.backfill("index");
		assertThat(begun.uid()).isEqualTo("index");
		assertThat(begun.startedAt()).isNotNull();
		Backfill ended = awaitEnd("index");
		assertThat(ids("index")).isEqualTo(upTo(100));
		assertThat(this.script.of("index")).allSatisfy((heard) -> {
			assertThat(saved(heard).created()).isTrue();
			assertThat(saved(heard).changes().contains("name")).isTrue();
			assertThat(card(heard).name).isNotNull();
			assertThat(heard.context().origin()).isEqualTo(Origin.BACKFILL);
			assertThat(heard.context().actor()).isNull();
			assertThat(heard.context().id()).isNotNull();
		});
		assertThat(ended.state()).isEqualTo(State.DONE);
		assertThat(ended.rows()).isEqualTo(100);
		assertThat(ended.total()).isEqualTo(100);
		assertThat(ended.calls()).isEqualTo(100);
		assertThat(ended.rowsPerSecond()).isPositive();
		assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
		assertThat(output).contains("The back-fill of receiver 'index' has begun, with about 100 rows")
			.contains("The back-fill of receiver 'index' is done: it has read 100 rows and recorded 100 calls in");
	}

	@Test
	void callsForTheClassOfEachRow() {
		insert(30);
		this.signals.backfill("index");
		awaitEnd("index");
		assertThat(this.script.of("index")).hasSize(30)
			.allSatisfy((heard) -> assertThat(saved(heard).sender())
				.isEqualTo((card(heard).id % 10 == 0) ? PictureCard.class : Card.class)
				.isEqualTo(card(heard).getClass()));
	}

	@Test
	void callsNobodyWhereThereIsNoRow() {
		this.signals.backfill("index");
		Backfill ended = awaitEnd("index");
		assertThat(ended.rows()).isZero();
		assertThat(ended.total()).isZero();
		assertThat(this.script.of("index")).isEmpty();
	}

	@Test
	void joinsTheBackfillThatRuns() {
		insert(60);
		hold("index");
		Backfill first = this.signals.backfill("index");
		DurableTestBase.await().until(() -> records() > 0);
		Backfill second = this.signals.backfill("index");
		assertThat(second.startedAt()).isEqualTo(first.startedAt());
		assertThat(second.rows()).isPositive();
		this.open.countDown();
		this.signals.backfill("index");
		awaitEnd("index");
		assertThat(ids("index")).isEqualTo(upTo(60));
	}

	@Test
	void beginsAnewWhenItIsAskedForAfterItsEnd() {
		insert(20);
		this.signals.backfill("index");
		awaitEnd("index");
		this.script.clear();
		Backfill again = this.signals.backfill("index");
		assertThat(again.state()).isEqualTo(State.RUNNING);
		assertThat(again.rows()).isLessThanOrEqualTo(20);
		awaitEnd("index");
		assertThat(ids("index")).isEqualTo(upTo(20));
	}

	@Test
	void keepsTheOrderOfARowThatIsChangedMeanwhile() {
		insert(5);
		hold("index");
		this.signals.backfill("index");
		DurableTestBase.await().until(() -> find("index").state() == State.DONE);
		new TransactionTemplate(this.transactionManager)
			.executeWithoutResult((status) -> this.cards.findById(3L).orElseThrow().name = "changed");
		this.open.countDown();
		awaitAllDone();
		List<Heard> third = this.script.of("index").stream().filter((heard) -> card(heard).id == 3).toList();
		assertThat(third).extracting((heard) -> saved(heard).created()).containsExactly(true, false);
		assertThat(third).extracting((heard) -> heard.context().origin())
			.containsExactly(Origin.BACKFILL, Origin.FLUSH);
	}

	@Test
	void leavesOutARowThatIsGoneWhenItsTurnComes() {
		insert(30);
		hold("index.named");
		this.signals.backfill("index.named");
		DurableTestBase.await().until(() -> find("index.named").state() == State.DONE);
		DurableTestBase.await()
			.during(Duration.ofMillis(300))
			.until(() -> this.script.of("index.named").size() >= 3 && this.script.of("index.named").size() <= 4);
		List<Long> begun = ids("index.named");
		Long gone = upTo(30).stream()
			.filter((id) -> id % 2 == 0)
			.filter((id) -> !begun.contains(id))
			.findFirst()
			.orElseThrow();
		this.jdbc.update("delete from backfill_card where id = ?", gone);
		this.open.countDown();
		awaitAllDone();
		assertThat(ids("index.named"))
			.isEqualTo(upTo(30).stream().filter((id) -> id % 2 == 0).filter((id) -> !id.equals(gone)).toList());
	}

	@Test
	void leavesRowsThatAreCreatedBehindItsEndToTheirOwnCalls() {
		insert(40);
		hold("index");
		this.signals.backfill("index");
		DurableTestBase.await().until(() -> records() > 0);
		this.cards.save(new Card(1000L, "new"));
		this.open.countDown();
		Backfill ended = awaitEnd("index");
		assertThat(ended.rows()).isEqualTo(40);
		assertThat(this.script.of("index").stream().filter((heard) -> card(heard).id == 1000)).hasSize(1)
			.allSatisfy((heard) -> assertThat(heard.context().origin()).isEqualTo(Origin.REPOSITORY));
	}

	@Test
	void hasNeverMoreCallsWaitingThanAllowed() {
		insert(100);
		hold("index");
		this.signals.backfill("index");
		DurableTestBase.await().until(() -> records() >= 4);
		DurableTestBase.await()
			.during(Duration.ofMillis(500))
			.atMost(Duration.ofSeconds(5))
			.until(() -> records() <= 20 && find("index").rows() < 100);
		AtomicInteger most = new AtomicInteger();
		this.script.on("index", (heard) -> most.accumulateAndGet(records(), Math::max));
		this.open.countDown();
		awaitEnd("index");
		assertThat(most.get()).isBetween(1, 20);
		assertThat(ids("index")).isEqualTo(upTo(100));
	}

	@Test
	void countsTheCallsThatWaitForTheirNextAttempt() {
		insert(100);
		Set<Long> failed = ConcurrentHashMap.newKeySet();
		this.script.on("index.named", (heard) -> {
			if (failed.add(card(heard).id)) {
				throw new IllegalStateException("once");
			}
		});
		this.signals.backfill("index.named");
		DurableTestBase.await().until(() -> failed.size() == 20);
		DurableTestBase.await()
			.during(Duration.ofMillis(500))
			.atMost(Duration.ofSeconds(5))
			.until(() -> records() == 20 && failed.size() == 20);
		DurableTestBase.await().until(() -> {
			this.jdbc.update("update signals_outbox set due = 0 where due > 0");
			return find("index.named").state() == State.DONE && records() == 0;
		});
		assertThat(this.script.of("index.named")).hasSize(100);
	}

	@Test
	void stops() {
		insert(100);
		hold("index");
		this.signals.backfill("index");
		DurableTestBase.await().until(() -> records() > 0);
		assertThat(this.signals.durable().backfills().stop("index")).isTrue();
		Backfill stopped = find("index");
		assertThat(stopped.state()).isEqualTo(State.STOPPED);
		assertThat(stopped.endedAt()).isNotNull();
		assertThat(this.signals.durable().backfills().stop("index")).isFalse();
		this.open.countDown();
		awaitAllDone();
		assertThat(this.script.of("index")).hasSize((int) stopped.calls()).hasSizeLessThan(100);
		assertThat(find("index")).isEqualTo(stopped);
	}

	@Test
	void recordsNothingMoreWhenItHasBeenStopped() {
		insert(40);
		AtomicInteger asked = new AtomicInteger();
		this.script.on("condition", (heard) -> {
			if (asked.incrementAndGet() == 10) {
				this.signals.durable().backfills().stop("index.asked");
			}
		});
		this.signals.backfill("index.asked");
		Backfill ended = awaitEnd("index.asked");
		assertThat(ended.state()).isEqualTo(State.STOPPED);
		assertThat(ended.calls()).isEqualTo(7);
		assertThat(this.script.of("index.asked")).hasSize(7);
	}

	@Test
	void hearsTheConditionsOfTheReceiverAndTheChangesOfACreation() {
		insert(20);
		this.signals.backfill("index.named");
		Backfill ended = awaitEnd("index.named");
		assertThat(ended.rows()).isEqualTo(20);
		assertThat(ended.calls()).isEqualTo(10);
		assertThat(ids("index.named")).isEqualTo(upTo(20).stream().filter((id) -> id % 2 == 0).toList());
		assertThat(this.script.of("index.named")).allSatisfy((heard) -> {
			assertThat(heard.changes().contains("name")).isTrue();
			assertThat(heard.changes().before("name")).isNull();
			assertThat(heard.changes().after("name")).isEqualTo("even");
		});
	}

	@Test
	void goesOnAfterAConditionHasFailed() {
		insert(10);
		this.script.on("condition", (heard) -> {
			if (this.script.of("condition").size() == 4) {
				throw new IllegalStateException("not now");
			}
		});
		this.signals.backfill("index.asked");
		assertThat(awaitEnd("index.asked").calls()).isEqualTo(10);
		assertThat(ids("index.asked")).isEqualTo(upTo(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "index.lists", "index.shared" })
	void callsReceiversThatShareTransactions(String uid) {
		insert(100);
		this.signals.backfill(uid);
		awaitEnd(uid);
		assertThat(ids(uid)).isEqualTo(upTo(100));
		if (uid.equals("index.lists")) {
			assertThat(this.script.lists).hasSizeLessThan(100).allMatch((size) -> size <= 5);
		}
	}

	@Test
	void readsRowsInTheOrderOfTheDatabaseWhateverTheirIdentifiers() {
		Set<String> codes = new TreeSet<>();
		for (int i = 0; i < 50; i++) {
			codes.add(((i % 2 == 0) ? "a" : "B") + i + ((i % 3 == 0) ? "\"'\u00e9" : ""));
		}
		codes.forEach((code) -> this.jdbc.update("insert into backfill_label (code) values (?)", code));
		this.signals.backfill("labels");
		assertThat(awaitEnd("labels").rows()).isEqualTo(50);
		assertThat(this.script.of("labels"))
			.extracting((heard) -> ((BackfillApplication.Label) saved(heard).instance()).code)
			.containsExactlyInAnyOrderElementsOf(codes);
	}

	@Test
	void waitsWhileTheReceiverIsOff() {
		insert(10);
		this.signals.disable("index");
		try {
			this.signals.backfill("index");
			DurableTestBase.await()
				.during(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(5))
				.until(() -> records() == 0 && find("index").total() == null);
		}
		finally {
			this.signals.enable("index");
		}
		awaitEnd("index");
		assertThat(ids("index")).isEqualTo(upTo(10));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					indx | There is no receiver 'indx'. Did you mean index?
					after.commit | it is AFTER_COMMIT, and only DURABLE receivers can
					deletes | it does not hear PostSave
					updates | it hears updates only. Leave out 'on', or add On.CREATED
					places | BackfillApplication$Place cannot be read in the order of their identifiers: its identifier consists of several values
					""")
	void refusesWhatItCannotDo(String uid, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.backfill(uid)).withMessageContaining(reason);
		assertThat(find(uid)).isNull();
	}

	@Test
	void refusesToBeginWhileTheNodeMakesNoCalls() {
		this.delivery.stop();
		try {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.signals.backfill("index"))
				.withMessageContaining("this node does not make its calls");
		}
		finally {
			this.delivery.start();
		}
	}

	@Test
	void isBegunShownAndStoppedByTheEndpoint() {
		SignalsEndpoint endpoint = new SignalsEndpoint(this.signals, new CallStatistics(), Set::of);
		insert(100);
		hold("index");
		assertThat(endpoint.change("index", ReceiverOperation.BACKFILL, null, null).backfill().state())
			.isEqualTo(State.RUNNING);
		DurableTestBase.await().until(() -> records() > 0);
		assertThat(BackfillsDescriptor.of(this.signals.durable()).backfills())
			.filteredOn((known) -> known.uid().equals("index"))
			.extracting(Backfill::total)
			.containsExactly(100L);
		assertThat(endpoint.change("index", ReceiverOperation.STOP_BACKFILL, null, null).backfill().state())
			.isEqualTo(State.STOPPED);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.change("index", ReceiverOperation.STOP_BACKFILL, null, null))
			.withMessageContaining("No back-fill of receiver 'index' is running");
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.change("updates", ReceiverOperation.BACKFILL, null, null))
			.withMessageContaining("it hears updates only");
	}

	@Test
	void isMeasuredWhileItRuns() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new SignalsMeters(this.registry, () -> 0, this.signals::durable, () -> 0).bindTo(meters);
		insert(100);
		hold("index");
		this.signals.backfill("index");
		DurableTestBase.await().until(() -> records() > 0);
		Map<String, Double> measured = Map.of("rows", meters.get("signals.durable.backfill.rows").gauge().value(),
				"remaining", meters.get("signals.durable.backfill.remaining").gauge().value());
		assertThat(measured.get("rows")).isBetween(1.0, 20.0);
		assertThat(measured.get("rows") + measured.get("remaining")).isEqualTo(100);
	}

	@Test
	void startsWhateverBecomesOfTheTransactionOfTheCaller() {
		insert(5);
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			this.signals.backfill("index");
			status.setRollbackOnly();
		});
		awaitEnd("index");
		assertThat(ids("index")).isEqualTo(upTo(5));
	}

}
