package io.github.signals.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlowReceiverWatch}: receivers look at the clock themselves.
 */
class SlowReceiverWatchTests {

	private final SignalsFixture fixture = new SignalsFixture();

	private final Signals signals = this.fixture.signals;

	private final LoggedEvents log = new LoggedEvents();

	private long now;

	private final SlowReceiverWatch watch = new SlowReceiverWatch(this.fixture.registry, Duration.ofMillis(500),
			() -> this.now);

	@AfterEach
	void close() {
		this.log.close();
	}

	private void connect(String uid, Runnable work) {
		this.signals.connect(ReceiverSpec.of(Paid.class).uid(uid), (paid) -> work.run());
	}

	private void lookAfter(int milliseconds) {
		this.now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
		this.watch.look();
	}

	private List<String> warnings() {
		return this.log.messages().stream().filter((message) -> message.contains("slow-receiver-threshold")).toList();
	}

	@Test
	void namesAReceiverWhileItIsRunning() { // S20
		connect("slow", () -> {
			lookAfter(0);
			lookAfter(499);
			assertThat(warnings()).isEmpty();
			lookAfter(1);
			assertThat(warnings()).hasSize(1);
		});
		this.signals.send(new Paid("secret"));
		assertThat(warnings().get(0))
			.startsWith("Receiver 'slow' (lambda in " + getClass().getName() + ") of Paid of java.lang.String has been"
					+ " running for 500 ms, and")
			.doesNotContain("secret");
	}

	@Test
	void namesEachReceiverOnceAMinute() {
		connect("slow", () -> {
			lookAfter(0);
			lookAfter(500);
			lookAfter(500);
		});
		this.signals.send(new Paid("one"));
		lookAfter(58_000);
		this.signals.send(new Paid("two"));
		assertThat(warnings()).hasSize(1);
		connect("hanging", () -> {
			for (int i = 0; i <= 120; i++) {
				lookAfter(1000);
			}
		});
		this.signals.send(new Paid("three"));
		assertThat(warnings()).filteredOn((warning) -> warning.contains("'hanging'"))
			.satisfiesExactly((first) -> assertThat(first).contains("for 1000 ms"),
					(second) -> assertThat(second).contains("for 61000 ms"));
	}

	@Test
	void doesNotTakeManyCallsForOne() {
		connect("quick", () -> lookAfter(400));
		Paid same = new Paid("one");
		for (int i = 0; i < 5; i++) {
			this.signals.send(same);
		}
		assertThat(warnings()).isEmpty();
	}

	@Test
	void namesOneAroundAnotherOnlyIfItRunsOn() {
		AtomicInteger mode = new AtomicInteger();
		connect("outer", () -> {
			lookAfter(0);
			this.signals.send(new Nested("nested"));
			if (mode.get() == 1) {
				lookAfter(100);
			}
		});
		this.signals.connect(ReceiverSpec.of(Nested.class).uid("inner"), (nested) -> {
			lookAfter(100);
			lookAfter(500);
		});
		this.signals.send(new Paid("one"));
		assertThat(warnings()).hasSize(1).first().asString().contains("'inner'");
		mode.set(1);
		this.signals.send(new Paid("two"));
		assertThat(warnings()).hasSize(2).last().asString().contains("'outer'", "for 700 ms");
	}

	@Test
	void isOnlyAboutThoseForWhichTheTransactionWaits() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.run((context) -> {
				SlowReceiverWatch watch = new SlowReceiverWatch(context.getBean(ReceiverRegistry.class),
						Duration.ofMillis(500), () -> this.now);
				List<String> ended = new ArrayList<>();
				for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.AFTER_COMMIT)) {
					context.getBean(Signals.class)
						.connect(ReceiverSpec.of(Paid.class).uid(delivery.name()).delivery(delivery), (paid) -> {
							watch.look();
							this.now += TimeUnit.SECONDS.toNanos(1);
							watch.look();
							ended.add(delivery.name());
						});
				}
				context.getBean(Signals.class).send(new Paid("one"));
				assertThat(ended).containsExactly("IN_TRANSACTION", "AFTER_COMMIT");
				assertThat(warnings()).hasSize(1).first().asString().contains("'IN_TRANSACTION'");
			});
	}

	@Test
	void leavesReceiversOfAnotherApplicationToItsOwnWatch() {
		SlowReceiverWatch other = new SlowReceiverWatch(new ReceiverRegistry(), Duration.ofMillis(500), () -> this.now);
		connect("slow", () -> {
			other.look();
			this.now += TimeUnit.SECONDS.toNanos(1);
			other.look();
		});
		this.signals.send(new Paid("one"));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void looksWhereThereIsAReceiverInTheTransaction() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class));
		runner.withBean(Later.class).run((context) -> {
			SlowReceiverWatch lazy = context.getBean(SlowReceiverWatch.class);
			assertThat(lazy.isLooking()).isFalse();
			context.getBean(Signals.class).connect(ReceiverSpec.of(Paid.class), (paid) -> {
			});
			assertThat(lazy.isLooking()).isTrue();
			context.close();
			assertThat(lazy.isLooking()).isFalse();
		});
		runner.withBean(Blocking.class)
			.withPropertyValues("signals.slow-receiver-threshold=0")
			.run((context) -> assertThat(context.getBean(SlowReceiverWatch.class).isLooking()).isFalse());
	}

	@Test
	void seesAReceiverThatHangs() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withBean(Blocking.class)
			.withPropertyValues("signals.slow-receiver-threshold=20ms")
			.run((context) -> {
				Thread caller = new Thread(() -> context.getBean(Signals.class).send(new Paid("one")));
				caller.start();
				Awaitility.await().until(() -> warnings().size() == 1);
				assertThat(caller.isAlive()).isTrue();
				context.getBean(Blocking.class).open.countDown();
				caller.join();
				assertThat(warnings().get(0)).contains("'blocking'", "Blocking.on(Paid)");
			});
	}

	@Test
	void keepsNoThreadAndNoScopeAlive() throws Exception {
		int[] scopes = new int[1];
		for (int i = 0; i < 100; i++) {
			Thread thread = new Thread(DispatchScope::isMuted);
			thread.start();
			thread.join();
		}
		Awaitility.await().until(() -> {
			System.gc();
			scopes[0] = 0;
			ThreadScopes.forEach((scope) -> scopes[0] += scope.thread().isAlive() ? 0 : 1);
			return scopes[0] == 0;
		});
	}

	record Paid(String instance) implements Signal<String> {

	}

	record Nested(String instance) implements Signal<String> {

	}

	static class Later {

		@Receiver(delivery = Delivery.AFTER_COMMIT)
		void on(Paid paid) {
		}

	}

	static class Blocking {

		private final CountDownLatch open = new CountDownLatch(1);

		@Receiver(dispatchUid = "blocking")
		void on(Paid paid) throws InterruptedException {
			assertThat(this.open.await(30, TimeUnit.SECONDS)).isTrue();
		}

	}

}
