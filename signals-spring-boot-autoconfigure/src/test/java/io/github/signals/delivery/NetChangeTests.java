package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * S10 against a model that knows nothing of signals: it compares what was stored before
 * the transaction with what is stored after it.
 */
class NetChangeTests {

	private static final int HISTORIES = 500;

	private final ReceiverRegistry registry = new ReceiverRegistry();

	private final Dispatcher dispatcher = new Dispatcher(this.registry, (signal, context, routes) -> {
	}, () -> null);

	// S10
	@Test
	void tellsTheDifferenceOfEverySequenceOfUpToThreeSteps() {
		List<List<Step>> sequences = List.of(List.of());
		for (int length = 1; length <= 3; length++) {
			sequences = sequences.stream().flatMap(NetChangeTests::longer).toList();
			sequences.forEach((steps) -> {
				check(false, steps);
				check(true, steps);
			});
		}
	}

	private void check(boolean stored, List<Step> steps) {
		History history = new History();
		if (stored) {
			history.given("entity");
		}
		steps.forEach((step) -> history.apply("entity", step));
		assertThat(history.net("entity")).as("%s, stored before: %s", steps, stored)
			.isEqualTo(history.difference("entity"));
	}

	private static Stream<List<Step>> longer(List<Step> steps) {
		return Stream.of(Step.values()).map((step) -> Stream.concat(steps.stream(), Stream.of(step)).toList());
	}

	// S10
	@Test
	void tellsTheDifferenceOfRandomHistories() {
		long start = new Random().nextLong();
		IntStream.range(0, HISTORIES).forEach((i) -> checkRandomHistory(start + i));
	}

	private void checkRandomHistory(long seed) {
		Random random = new Random(seed);
		List<String> names = List.of("one", "two", "three");
		History history = new History();
		names.stream().filter((name) -> random.nextBoolean()).forEach(history::given);
		int length = 1 + random.nextInt(8);
		for (int i = 0; i < length; i++) {
			history.apply(names.get(random.nextInt(3)), Step.values()[random.nextInt(Step.values().length)]);
		}
		names.forEach((name) -> assertThat(history.net(name)).as("seed %d, %s of %s", seed, name, history.log)
			.isEqualTo(history.difference(name)));
	}

	enum Step {

		CREATE, UPDATE, UPDATE_OTHER, UPDATE_BACK, SAVE_UNCHANGED, FLUSH, DELETE

	}

	/**
	 * What is signalled, and beside it what is stored. As with a persistence context, the
	 * changes of a save are told from what was last flushed.
	 */
	private final class History {

		private final Map<String, Map<String, Integer>> before = new LinkedHashMap<>();

		private final Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();

		private final Map<String, Map<String, Integer>> flushed = new LinkedHashMap<>();

		private final Map<String, List<JournalEntry>> entries = new LinkedHashMap<>();

		private final Set<String> deleted = new HashSet<>();

		private final List<String> log = new ArrayList<>();

		private int values;

		void given(String name) {
			Map<String, Integer> row = Map.of("a", ++this.values, "b", ++this.values);
			this.before.put(name, row);
			this.rows.put(name, row);
			this.flushed.put(name, row);
		}

		void apply(String name, Step step) {
			Map<String, Integer> row = this.rows.get(name);
			if ((step == Step.CREATE) != (row == null)) {
				return;
			}
			this.log.add(name + " " + step);
			switch (step) {
				case CREATE -> save(name, Map.of("a", ++this.values, "b", ++this.values));
				case UPDATE -> save(name, Map.of("a", ++this.values, "b", row.get("b")));
				case UPDATE_OTHER -> save(name, Map.of("a", row.get("a"), "b", ++this.values));
				case UPDATE_BACK -> save(name, this.before.getOrDefault(name, row));
				case SAVE_UNCHANGED -> save(name, row);
				case FLUSH -> this.flushed.put(name, row);
				case DELETE -> delete(name);
			}
		}

		private void save(String name, Map<String, Integer> row) {
			boolean created = !this.rows.containsKey(name);
			Changes changes = created ? Changes.all(row) : Changes.between(this.flushed.get(name), row);
			this.rows.put(name, row);
			if (created) {
				this.flushed.put(name, row);
			}
			note(name, (context) -> new PostSave<>(String.class, name, created, changes, context));
		}

		private void delete(String name) {
			this.rows.remove(name);
			this.flushed.remove(name);
			this.deleted.add(name);
			note(name, (context) -> new PostDelete<>(String.class, name, context));
		}

		private void note(String name, Function<DispatchContext, Signal<?>> signal) {
			DispatchContext context = NetChangeTests.this.dispatcher.context(null, Origin.REPOSITORY, (entity) -> name);
			SenderRoutes routes = NetChangeTests.this.registry.routes(String.class);
			this.entries.computeIfAbsent(name, (key) -> new ArrayList<>())
				.add(JournalEntry.of(signal.apply(context), context, routes, Map.of()));
		}

		String net(String name) {
			JournalEntry net = NetChange.of(this.entries.getOrDefault(name, List.of()));
			if (net == null) {
				return "nothing";
			}
			if (!(net.signal() instanceof PostSave<?> saved)) {
				return "deleted";
			}
			return (saved.created() ? "created" : "updated") + describe(name, saved.changes());
		}

		private String describe(String name, Changes changes) {
			StringBuilder description = new StringBuilder();
			for (String attribute : List.of("a", "b")) {
				if (changes.attributes().contains(attribute)) {
					Object old = this.deleted.contains(name) ? "?" : changes.before(attribute);
					description.append(" %s %s to %s".formatted(attribute, old, changes.after(attribute)));
				}
			}
			return description.toString();
		}

		String difference(String name) {
			Map<String, Integer> old = this.before.get(name);
			Map<String, Integer> row = this.rows.get(name);
			if (row == null) {
				return (old != null) ? "deleted" : "nothing";
			}
			// What was deleted and is there again is a new row: all of it counts, and its
			// old values may not have been told.
			boolean recreated = this.deleted.contains(name);
			StringBuilder difference = new StringBuilder();
			for (String attribute : List.of("a", "b")) {
				Object value = (old != null) ? old.get(attribute) : null;
				if (recreated || !Objects.equals(value, row.get(attribute))) {
					difference.append(" %s %s to %s".formatted(attribute, recreated ? "?" : value, row.get(attribute)));
				}
			}
			if (old == null) {
				return "created" + difference;
			}
			return difference.isEmpty() ? "nothing" : "updated" + difference;
		}

	}

}
