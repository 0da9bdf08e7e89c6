package io.github.signals.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the design allows for saves that are heard, beside what was measured. Of several
 * sizes of a transaction, the one counts that comes off worst.
 *
 * @param all the runs
 */
record SaveBudgets(Results all) {

	private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

	private static final List<String> AT_ONCE = List.of("PUBLISH", "DOMAIN_EVENT");

	private static final List<String> LATER = List.of("PUBLISH_AFTER_COMMIT", "DOMAIN_EVENT_AFTER_COMMIT");

	List<Budget> list() {
		return List.of(none(), overFloor("IN_TRANSACTION"), overFloor("AFTER_COMMIT"),
				cheaper("IN_TRANSACTION", "`publishEvent` and domain events with `@EventListener`", AT_ONCE),
				cheaper("AFTER_COMMIT", "the same with `@TransactionalEventListener`", LATER), update("IN_TRANSACTION"),
				update("AFTER_COMMIT"), changes("INSERT", "an insert"), changes("UPDATE", "an update"));
	}

	private Saves saves(String work, String variant) {
		return Saves.of(this.all, "H2", work, variant);
	}

	private Budget none() {
		Saves saves = saves("INSERT", "NO_RECEIVER");
		return Budget.atMost("`repository.save`, no receiver, over a bare save; 100 inserts a transaction", 1, " %", 1,
				saves.overhead(100), figures(saves, 100) + "; median of " + saves.bare(100).size() + " paired ratios");
	}

	private static String figures(Saves saves, int size) {
		return Spread.number(saves.heard(size).median(), 0) + " ns / " + Spread.number(saves.bare(size).median(), 0)
				+ " ns − 1";
	}

	private Budget overFloor(String variant) {
		Saves saves = saves("INSERT", variant);
		Saves floor = saves("INSERT", "FLOOR");
		return worst(sizes(saves, floor).map((size) -> {
			double ratio = saves.overhead(size).median() / floor.overhead(size).median();
			return new Sized(ratio, size, saves.overhead(size).likely().format(1, " %") + " / "
					+ floor.overhead(size).likely().format(1, " %"));
		}), "what an insert with one receiver `" + variant + "` takes beyond a bare one, over what a hand-written "
				+ "advice and listener take (floor)", 2, "×");
	}

	private Budget cheaper(String variant, String others, List<String> alternatives) {
		Saves saves = saves("INSERT", variant);
		return worst(alternatives.stream().flatMap((other) -> sizes(saves, saves("INSERT", other)).map((size) -> {
			Series overhead = saves("INSERT", other).overhead(size);
			return new Sized(saves.overhead(size).median() - overhead.median(), size,
					saves.overhead(size).likely().format(1, " %") + " − " + overhead.likely().format(1, " %"));
		})), "what an insert with one receiver `" + variant + "` takes beyond a bare one, less that of " + others, 0,
				" %");
	}

	private Budget update(String variant) {
		Saves saves = saves("UPDATE", variant);
		return worst(
				sizes(saves, saves).map((size) -> new Sized(saves.overhead(size).median(), size,
						figures(saves, size) + ": " + saves.overhead(size).likely().format(1, " %"))),
				"an update by dirty checking, one receiver `" + variant + "`, over a bare one", 8, " %");
	}

	private Budget changes(String work, String what) {
		Saves with = saves(work, "CHANGES");
		Saves without = saves(work, "IN_TRANSACTION");
		return worst(
				sizes(with, without)
					.map((size) -> new Sized(with.overhead(size).median() - without.overhead(size).median(), size,
							with.overhead(size).likely().format(1, " %") + " − "
									+ without.overhead(size).likely().format(1, " %"))),
				"`Changes` on top, with " + what, 12, " %");
	}

	private static Stream<Integer> sizes(Saves one, Saves other) {
		return SIZES.stream().filter((size) -> one.has(size) && other.has(size));
	}

	private static Budget worst(Stream<Sized> figures, String what, double limit, String unit) {
		List<Sized> all = new ArrayList<>(figures.sorted(Comparator.comparingDouble(Sized::figure)).toList());
		if (all.isEmpty()) {
			throw new IllegalStateException("Nothing was measured");
		}
		Sized worst = all.get(all.size() - 1);
		return new Budget(what, "≤ " + Spread.number(limit, 0) + unit, Spread.number(worst.figure(), 1) + unit,
				worst.figure() <= limit,
				worst.computed() + ", medians; " + Spread.number(worst.size(), 0) + " in a transaction");
	}

	private record Sized(double figure, int size, String computed) {

	}

}
