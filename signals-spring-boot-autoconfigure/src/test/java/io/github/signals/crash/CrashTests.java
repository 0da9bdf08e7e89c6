package io.github.signals.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.crash.CrashDatabase.State;
import io.github.signals.crash.CrashPlan.Called;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes and a real PostgreSQL: nodes write orders and are called for them while
 * one after the other is killed. Some orders belong to a branch, some are hidden, some
 * were recorded by another release, and some calls fail with what is hard to store.
 */
class CrashTests {

	private static final Logger logger = LoggerFactory.getLogger(CrashTests.class);

	private static final Path LOGS = Path.of("target", "crash-test");

	private final CrashPlan plan = CrashPlan.fromSystemProperties();

	private final Instant begin = Instant.now();

	@TempDir
	private Path directory;

	@Test
	void receivesEachCommittedChangeHoweverNodesDie() throws Exception {
		try (CrashDatabase database = new CrashDatabase(this.directory.resolve("data"));
				Cluster cluster = new Cluster(this.plan, database, LOGS)) {
			database.addOld(this.plan.orders(), this.plan.oldOrders());
			cluster.start();
			disturb(cluster, database);
			awaitEnd(cluster, database, this.plan.hiddenCalls());
			assertThat(database.parkedAsHidden()).isEqualTo(this.plan.hiddenCalls());
			database.reveal();
			awaitEnd(cluster, database, 0);
			assertThat(cluster.end()).isTrue();
			logger.info(
					"{} in {}: {} receipts of {} calls, {} of them old, {} parked as hidden, {} failed at first;"
							+ " received again, by receiver and life: {}; killed lives: {}",
					this.plan, Duration.between(this.begin, Instant.now()), database.receipts(),
					database.receivedCalls(), 2 * this.plan.oldOrders(), this.plan.hiddenCalls(),
					database.callsThatHaveFailed(), receivedAgain(database), cluster.killed());
			verify(database, cluster);
		}
	}

	private void awaitEnd(Cluster cluster, CrashDatabase database, int parked) {
		await(cluster).untilAsserted(
				() -> assertThat(database.state()).isEqualTo(new State(this.plan.committedCalls(), 0, parked)));
	}

	private ConditionFactory await(Cluster cluster) {
		Duration left = Duration.between(Instant.now(), this.begin.plus(this.plan.deadline()));
		return Awaitility.await()
			.atMost((!left.isZero() && !left.isNegative()) ? left : Duration.ofMillis(200))
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptions()
			.failFast("A node has ended by itself, see " + LOGS, cluster::isAnyDead);
	}

	/**
	 * Kill nodes, evenly spread over the work, and stop the database between two kills.
	 */
	private void disturb(Cluster cluster, CrashDatabase database) throws Exception {
		int disturbances = this.plan.kills() + this.plan.outages();
		for (int i = 1; i <= disturbances; i++) {
			int due = this.plan.committedCalls() * i / (disturbances + 1);
			await(cluster).until(() -> database.state().written() >= due && cluster.isReady());
			if (i > this.plan.kills() / 2 && i <= this.plan.kills() / 2 + this.plan.outages()) {
				interrupt(database);
			}
			else {
				cluster.killOne();
			}
		}
	}

	private static void interrupt(CrashDatabase database) throws Exception {
		database.stop();
		Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		database.startAgain();
	}

	private void verify(CrashDatabase database, Cluster cluster) {
		assertThat(cluster.killed()).hasSize(this.plan.kills());
		assertThat(database.committedButNotReceived()).isZero();
		assertThat(database.rolledBackButReceived()).isZero();
		assertThat(database.receivedInAnotherOrder()).isZero();
		assertThat(database.endedInAnotherOrder()).isZero();
		assertThat(database.receivedCalls()).isEqualTo(this.plan.committedCalls());
		assertThat(database.effects()).isEqualTo(this.plan.committedCalls());
		assertThat(database.callsWithEffect()).isEqualTo(this.plan.committedCalls());
		assertThat(database.callsThatHaveFailed()).isEqualTo(this.plan.hostileCalls());
		// While the database is away, nobody can count
		assertThat(database.failuresNotCounted())
			.isLessThanOrEqualTo(this.plan.outages() * this.plan.nodes() * CrashNode.THREADS);
		for (Called called : Called.values()) {
			assertThat(database.receivedCalls(called)).isPositive();
			verifyReceivedAgain(called, database, cluster);
		}
	}

	/**
	 * S24: what is in the table of the guarantees. A failure repeats what has shared with
	 * it, once.
	 */
	private void verifyReceivedAgain(Called called, CrashDatabase database, Cluster cluster) {
		Map<Integer, Integer> failed = database.failed(called);
		database.receivedAgain(called).forEach((life, calls) -> {
			int disturbances = this.plan.outages() + (cluster.killed().contains(life) ? 1 : 0);
			int neighbors = failed.getOrDefault(life, 0) * (called.most() - 1);
			assertThat(calls)
				.as("calls of '%s' in flight when life %s was killed, and with failures", called.uid(), life)
				.isLessThanOrEqualTo(disturbances * CrashNode.THREADS * called.most() + neighbors);
		});
	}

	private static Map<Called, Map<Integer, Integer>> receivedAgain(CrashDatabase database) {
		Map<Called, Map<Integer, Integer>> all = new EnumMap<>(Called.class);
		for (Called called : Called.values()) {
			all.put(called, database.receivedAgain(called));
		}
		return all;
	}

}
