package io.github.signals.benchmarks.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the design allows, beside what was measured.
 */
final class Budgets {

	/** An exponent that is higher than that of a bare repository by less is the same. */
	static final double SAME_GROWTH = 0.03;

	/** A throughput that is lower by less is the same. */
	private static final double SAME_SPEED = 0.9;

	private static final int SUBJECTS = 6;

	private static final int OBSERVED = 8;

	private final Results all;

	Budgets(Results all) {
		this.all = all;
	}

	List<Budget> list() {
		return Stream.of(dispatches(), new SaveBudgets(this.all).list().stream(), held(), durable())
			.flatMap((budgets) -> budgets)
			.toList();
	}

	private Stream<Budget> dispatches() {
		return Stream.of(receiver(), byHand(), garbage(), nobody(), observed("all that can be seen turned off", 1, 5),
				observed("all of it measured", 2, 600),
				observed("all of it measured, and an observation of it", 3, 600), event(), transactionalEvent());
	}

	private Stream<Budget> held() {
		return Stream.of(memory("saved", "before the flush"), memory("flushed", "after the flush"), growth(),
				startup());
	}

	private Stream<Budget> durable() {
		return Stream.of(durable("single calls", "signals1", 1, 1.5),
				durable("calls that share a transaction", "shared", 100, 4), durable("lists", "lists", 100, 4),
				cpu("calls that share a transaction", "sharedCpu"), cpu("lists", "listsCpu"), backlog(), nodes(),
				poison(), idle());
	}

	private Budget receiver() {
		Series receiver = single(3);
		Series direct = single(2);
		return Budget.atMost("dispatch to one receiver, over calling the method directly", 15, " ns", 1,
				receiver.minus(direct), differences(receiver, direct) + "; a dispatch by hand (floor): "
						+ single(5).minus(direct).likely().format(1, " ns"));
	}

	private Budget byHand() {
		Series direct = single(2);
		Series ratio = single(3).minus(direct).over(single(5).minus(direct));
		return Budget.atMost("the same, over a dispatch by hand", 1.5, "×", 2, ratio, number(single(3).minus(direct), 1)
				+ " ns / " + number(single(5).minus(direct), 1) + " ns; median of " + ratio.size() + " paired ratios");
	}

	private Budget garbage() {
		Series receiver = bytes("oneReceiver");
		Series signal = bytes("signal");
		return Budget.atMost("garbage of that, beyond the signal", 0, " bytes", 0, receiver.minus(signal),
				number(receiver, 0) + " bytes dispatched − " + number(signal, 0) + " bytes for the signal alone");
	}

	private Budget nobody() {
		Series nobody = single(1);
		Series nothing = single(0);
		return Budget.atMost("dispatch with no receiver, over doing nothing", 3, " ns", 1, nobody.minus(nothing),
				differences(nobody, nothing));
	}

	private Budget observed(String what, int subject, double limit) {
		Series seen = observed(subject);
		Series bare = observed(0);
		return Budget.atMost("a receiver's call with " + what + ", over one where nobody could look", limit, " ns", 1,
				seen.minus(bare), differences(seen, bare));
	}

	private Series observed(int subject) {
		return this.all.of("ObservedDispatchBenchmark").score().every(OBSERVED, subject);
	}

	private static String differences(Series one, Series other) {
		return number(one, 1) + " ns − " + number(other, 1) + " ns; median of " + one.size() + " paired differences";
	}

	private Budget event() {
		return cheaper("`@EventListener`", 15, single(4), single(3));
	}

	private Budget transactionalEvent() {
		Series turns = this.all.of("DispatchTurnsBenchmark.transactional").score();
		return cheaper("`@TransactionalEventListener`, to `AFTER_COMMIT`", 10, turns.every(2, 1), turns.every(2, 0));
	}

	private static Budget cheaper(String listener, double limit, Series event, Series signal) {
		return Budget.atLeast("`publishEvent` + " + listener + ", over our dispatch", limit, "×", event.over(signal),
				number(event, 0) + " ns / " + number(signal, 1) + " ns; median of " + event.size() + " paired ratios");
	}

	private Budget memory(String counter, String when) {
		Series held = this.all.of("MemoryBenchmark").with("variant", "AFTER_COMMIT").counter(counter);
		return Budget.atMost("kept for an entity by an open transaction with `AFTER_COMMIT`, " + when, 64, " bytes", 0,
				held, "heap of this less that of a bare repository, by entities; median of " + held.size());
	}

	Budget growth() {
		Saves saves = Saves.of(this.all, "H2", "INSERT", "AFTER_COMMIT");
		Series heard = saves.heardGrowth();
		Series bare = saves.bareGrowth();
		return Budget.atMost("growth with n, `AFTER_COMMIT`, exponent above that of bare", SAME_GROWTH, "", 3,
				heard.minus(bare), "n^" + number(heard, 3) + " − n^" + number(bare, 3)
						+ ", fitted from 100 entities on; median of " + heard.size() + " paired differences");
	}

	private Budget startup() {
		Results starts = this.all.of("StartupBenchmark");
		Series with = starts.with("seeker", "SIGNALS").counter("start");
		Series without = starts.with("seeker", "NOBODY").counter("start");
		Series floor = starts.with("seeker", "SPRING").counter("start");
		return Budget.atMost("startup with 1,000 beans and 200 receivers, over the same methods with `@EventListener`",
				1.3, "×", 2, with.over(floor),
				number(with, 0) + " ms / " + number(floor, 0) + " ms; median of " + with.size()
						+ " paired ratios; over a start without either: "
						+ with.minus(without).likely().format(0, " ms") + ", `@EventListener`: "
						+ floor.minus(without).likely().format(0, " ms"));
	}

	private Budget durable(String calls, String counter, int rows, double limit) {
		DurableTables tables = new DurableTables(this.all);
		Series ratio = tables.over(rows, counter);
		return Budget.atLeast(
				"`DURABLE`, "
						+ calls + " a second, over Spring Modulith's JDBC registry; " + rows + " in a transaction",
				limit, "×", ratio,
				number(tables.speed(rows, counter), 0) + " / " + number(tables.speed(rows, "modulith1"), 0)
						+ "; median of " + ratio.size()
						+ " paired ratios; the least that can be done with a transaction for each call (floor): "
						+ tables.over(rows, "floor").likely().format(2, "×"));
	}

	private Budget cpu(String calls, String counter) {
		DurableCallTables tables = new DurableCallTables(this.all);
		Series used = tables.call("INSERT", counter);
		return Budget.atMost("`DURABLE`, " + calls + ", work of the cores for a call that inserts a row", 100, " µs", 0,
				used,
				"this process and the database, recorded before; median of " + used.size()
						+ "; the least that can be done (floor): "
						+ tables.call("INSERT", "floorCpu").likely().format(0, " µs"));
	}

	private Budget nodes() {
		Series ratio = new DurableTables(this.all).overOneNode();
		return Budget.atLeast("`DURABLE` calls a second on four nodes, over those on one", SAME_SPEED, "×", ratio,
				"median of " + ratio.size() + " paired ratios");
	}

	private Budget idle() {
		Series transactions = new DurableCallTables(this.all).idle();
		return Budget.atMost("transactions a second of a node at rest, with 21 `DURABLE` receivers", 5, "", 1,
				transactions, "as PostgreSQL counts them; median of " + transactions.size());
	}

	private Budget poison() {
		Series ratio = new DurableTables(this.all).poisoned();
		return Budget.atLeast("`DURABLE` calls a second beside a receiver that always fails, over one that never does",
				SAME_SPEED, "×", ratio, "median of " + ratio.size() + " paired ratios");
	}

	private Budget backlog() {
		Series ratio = new DurableTables(this.all).behind("whole");
		Series waiting = this.all.of("DurableBacklogBenchmark").counter("whole");
		Series none = this.all.of("DurableBacklogBenchmark").counter("none");
		return Budget.atLeast("`DURABLE` calls a second with the largest backlog, over those with none", SAME_SPEED,
				"×", ratio,
				number(waiting, 0) + " / " + number(none, 0) + "; median of " + ratio.size() + " paired ratios");
	}

	private static String number(Series series, int digits) {
		return Spread.number(series.median(), digits);
	}

	private Series single(int subject) {
		return this.all.of("DispatchTurnsBenchmark.single").score().every(SUBJECTS, subject);
	}

	private Series bytes(String method) {
		return this.all.of("DispatchBenchmark." + method).counter(Tables.BYTES).map(Math::rint);
	}

}
