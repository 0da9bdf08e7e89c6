package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.delivery.durable.Parcel.Status;
import io.github.signals.dispatch.PendingCalls.Left;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of applications rely on: calls that are made on the thread of their commit,
 * and the answer to which calls are left.
 */
abstract class InlineContract extends DurableTestBase {

	private final Set<Object> announced = ConcurrentHashMap.newKeySet();

	private final List<String> threads = new ArrayList<>();

	private Runnable end = () -> {
	};

	@Autowired
	private EntityManagerFactory factory;

	@BeforeEach
	void listen() {
		this.delivery.announceTo(this.announced::add);
		for (String uid : List.of("created", "updated", "status.changed", "deleted", "bulk")) {
			this.script.on(uid, (call) -> this.threads.add(uid + " " + Thread.currentThread().getName()));
		}
	}

	@AfterEach
	void ignore() {
		this.end.run();
		this.delivery.announceTo((call) -> {
		});
	}

	private void begin() {
		this.end = this.delivery.beginInline();
	}

	private String here(String uid) {
		return uid + " " + Thread.currentThread().getName();
	}

	@Test
	void makesCallsOfEachKindOnTheThreadOfTheCommit() {
		begin();
		Parcel parcel = save("one");
		update(parcel, (found) -> found.status = Status.SENT);
		this.parcels.deleteById(parcel.getId());
		assertThat(this.threads).containsExactly(here("created"), here("updated"), here("status.changed"),
				here("deleted"));
		assertThat(records()).isZero();
	}

	// S11: a transaction that Spring does not know
	@Test
	void makesCallsOfATransactionThatTheApplicationHasBegunItself() {
		begin();
		try (EntityManager manager = this.factory.createEntityManager()) {
			manager.getTransaction().begin();
			manager.persist(new Parcel("own"));
			manager.flush();
			assertThat(this.threads).isEmpty();
			manager.getTransaction().commit();
		}
		assertThat(this.threads).containsExactly(here("created"));
		assertThat(records()).isZero();
	}

	@Test
	void makesAllAttemptsAtOnceAndThoseOfAReplay() {
		begin();
		this.script.on("created", (call) -> {
			this.threads.add("created");
			throw new IllegalStateException("Broken");
		});
		save("one");
		assertThat(this.threads).hasSize(3);
		assertThat(this.signals.durable().parked()).isOne();
		this.signals.durable().replayAll("created");
		assertThat(this.threads).hasSize(6);
		assertThat(this.signals.durable().parked()).isOne();
	}

	@Test
	void leavesWhatAParkedCallHoldsBackUntilThatIsDiscarded() {
		begin();
		Parcel parcel = save("one");
		this.script.on("updated", (call) -> {
			throw new IllegalStateException("Broken");
		});
		update(parcel, (found) -> found.name = "two");
		this.script.on("updated", (call) -> this.threads.add("updated"));
		update(parcel, (found) -> found.name = "three");
		assertThat(this.threads).containsExactly(here("created"));
		assertThat(left()).isEmpty();
		this.signals.durable().discardAll("updated");
		assertThat(this.threads).containsExactly(here("created"), "updated");
		assertThat(records()).isZero();
	}

	// As a test context that is paused
	@Test
	void makesNoOtherCallsAfterARestart() {
		this.delivery.stop();
		save("before");
		begin();
		this.delivery.start();
		save("now");
		// Time enough to find it
		await().during(Duration.ofMillis(500)).until(() -> records() == 1);
		assertThat(this.threads).containsExactly(here("created"));
		this.end.run();
		this.end = () -> {
		};
		awaitAllDone();
		assertThat(this.threads).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void tellsWhichCallsAreLeft() {
		CountDownLatch gate = new CountDownLatch(1);
		this.script.on("created", (call) -> await(gate));
		Parcel parcel = save("one");
		save("two");
		assertThat(left().values()).extracting(Left::uid).containsExactly("created", "created");
		gate.countDown();
		await().until(() -> left().isEmpty());
		assertThat(records()).isZero();
	}

	@Test
	void tellsHowOftenACallThatIsLeftHasFailed() {
		CountDownLatch gate = new CountDownLatch(1);
		AtomicBoolean broken = new AtomicBoolean(true);
		this.script.on("created", (call) -> {
			if (broken.getAndSet(false)) {
				throw new IllegalStateException("Broken");
			}
			await(gate);
		});
		save("one");
		await().until(() -> left().containsValue(new Left("created", 1)));
		gate.countDown();
		await().until(() -> left().isEmpty());
		assertThat(this.script.of("created")).hasSize(2);
	}

	private Map<Object, Left> left() {
		return this.delivery.left(this.announced.stream().collect(Collectors.toSet()));
	}

}
