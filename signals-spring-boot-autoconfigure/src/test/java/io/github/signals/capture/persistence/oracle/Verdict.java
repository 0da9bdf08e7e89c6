package io.github.signals.capture.persistence.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what was heard of a transaction with what the triggers have recorded.
 */
final class Verdict {

	private static final Set<String> UNTOLD = Set.of("version", "phones", "point");

	private final World world;

	private final Receivers receivers;

	private final Set<Kind> kinds;

	Verdict(World world, Set<Kind> kinds) {
		this.world = world;
		this.receivers = world.receivers;
		this.kinds = kinds;
	}

	/**
	 * Check that nothing was told before its time.
	 */
	void running() {
		assertThat(this.receivers.afterCommit.nets).as("after the commit, before it").isEmpty();
		assertThat(this.receivers.afterRollback.nets).as("after a rollback, before it").isEmpty();
	}

	/**
	 * Check what was heard of a transaction that has committed, of its savepoints too.
	 */
	void committedAtLast() {
		if (this.world.silent) {
			return;
		}
		if (this.kinds.contains(Kind.ROLLBACK) && this.world.savepoints <= 1) {
			compare(this.receivers.afterRollback, Expectation.of(this.world.audit.undoneBySavepoints()),
					"after the savepoint");
		}
		this.receivers.afterRollback.clear();
		committed();
	}

	/**
	 * Check what was heard of a transaction that has committed.
	 */
	void committed() {
		if (this.world.silent) {
			return;
		}
		List<Audit.Entry> entries = this.world.audit.committed();
		Map<String, Net> recorded = Expectation.of(entries);
		wholes(Wholes.of(entries));
		compare(this.receivers.afterCommit, recorded, "after the commit");
		assertThat(this.receivers.afterRollback.nets).as("after a rollback, of what was committed").isEmpty();
		if (this.receivers.hearBeforeCommit()) {
			compare(this.receivers.beforeCommit, recorded, "before the commit");
		}
		lists(recorded, "person saved", "person deleted");
		beans(recorded);
		clear();
	}

	/**
	 * Check what was heard of one of Spring's outermost transactions that was rolled
	 * back.
	 * @param written whether all that it has announced was written
	 */
	void rolledBack(boolean written) {
		if (!this.world.silent) {
			assertThat(this.world.audit.committed()).as("committed, although rolled back").isEmpty();
			this.world.look();
			rolledBack(this.world.stored(), written);
		}
	}

	/**
	 * Check what was heard of a transaction that was rolled back.
	 * @param before what was stored when it began
	 * @param written whether all that it has announced was written
	 */
	void rolledBack(Map<String, Map<String, String>> before, boolean written) {
		if (this.world.silent) {
			return;
		}
		assertThat(this.world.audit.committed()).as("committed, although rolled back").isEmpty();
		assertThat(this.receivers.afterCommit.nets).as("after the commit, of what was rolled back").isEmpty();
		Map<String, Net> undone = Expectation.of(this.world.audit.undone());
		if (this.kinds.contains(Kind.ROLLBACK)) {
			if (this.world.savepoints == 0 && written) {
				compare(this.receivers.afterRollback, undone, "after the rollback");
				lists(undone, "person save undone", "person delete undone");
			}
			else if (this.world.savepoints == 0) {
				undoneAsTold(before, undone);
			}
		}
		clear();
	}

	/** What was not flushed is known from what was told in the transaction. */
	private void undoneAsTold(Map<String, Map<String, String>> before, Map<String, Net> undone) {
		assertThat(this.receivers.afterRollback.twice).as("heard twice after the rollback").isEmpty();
		if (this.world.tainted) {
			return;
		}
		Map<String, String> told = summary(Expectation.between(before, this.receivers.turns.replayed));
		Map<String, String> heard = summary(this.receivers.afterRollback.nets);
		// A row that was written before its delete was flushed was undone, too.
		summary(undone).forEach((key, kind) -> {
			if (kind.equals(heard.get(key))) {
				told.put(key, kind);
			}
		});
		assertThat(heard).as("after the rollback of what was not flushed").isEqualTo(told);
	}

	private static Map<String, String> summary(Map<String, Net> nets) {
		Map<String, String> summary = new TreeMap<>();
		nets.forEach((key, net) -> {
			if (key.indexOf('.') < 0
					&& !(net.kind().equals(Net.UPDATED) && UNTOLD.containsAll(net.values().keySet()))) {
				summary.put(key, net.kind());
			}
		});
		return summary;
	}

	private void compare(Heard heard, Map<String, Net> recorded, String when) {
		assertThat(heard.twice).as("heard twice " + when).isEmpty();
		Map<String, Net> nets = new TreeMap<>(heard.nets);
		if (!this.kinds.contains(Kind.VERSION)) {
			nets.entrySet().removeIf((net) -> net.getValue().isOfVersionOnly() && !recorded.containsKey(net.getKey()));
		}
		assertThat(nets).as(when).isEqualTo(recorded);
	}

	private void wholes(Map<String, Map<String, String>> recorded) {
		if (this.kinds.contains(Kind.PARTS)) {
			assertThat(this.receivers.wholes.twice).as("wholes that were heard twice").isEmpty();
			assertThat(this.receivers.wholes.changes).as("parts after the commit").isEqualTo(recorded);
			recorded.keySet().removeIf((whole) -> whole.startsWith("document"));
			assertThat(this.receivers.wholesBeforeCommit.changes).as("parts before the commit").isEqualTo(recorded);
		}
	}

	private void lists(Map<String, Net> recorded, String saved, String deleted) {
		if (this.kinds.contains(Kind.LISTS)) {
			assertThat(this.world.lists.repeated(saved, deleted)).as("lists that were handed over twice").isEmpty();
			list(saved, recorded, (key, net) -> key.startsWith("person#") && isSaved(key, net));
			list(deleted, recorded, (key, net) -> key.startsWith("person#") && isDeleted(net));
		}
	}

	/** Check what beans heard of entities without a repository. */
	private void beans(Map<String, Net> heard) {
		if (this.kinds.contains(Kind.NO_REPOSITORY)) {
			list("document saved", heard, (key, net) -> key.startsWith("document#") && isSaved(key, net));
			list("document deleted", heard, (key, net) -> key.startsWith("document#") && isDeleted(net));
		}
		if (this.kinds.contains(Kind.SUBCLASS)) {
			list("car created", heard,
					(key, net) -> net.kind().equals(Net.CREATED) && net.values().containsKey("doors"));
			list("doors changed", heard,
					(key, net) -> net.kind().equals(Net.UPDATED) && net.values().containsKey("doors"));
		}
	}

	private static boolean isSaved(String key, Net net) {
		return key.indexOf('.') < 0 && !isDeleted(net);
	}

	private static boolean isDeleted(Net net) {
		return net.kind().equals(Net.DELETED);
	}

	private void list(String list, Map<String, Net> recorded, BiPredicate<String, Net> filter) {
		Set<String> keys = recorded.entrySet()
			.stream()
			.filter((net) -> filter.test(net.getKey(), net.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		assertThat(this.world.lists.heard(list)).as("the list of " + list).isEqualTo(keys);
	}

	/**
	 * Check what receivers in the transaction heard, turn by turn.
	 */
	void turns() {
		if (this.world.silent) {
			return;
		}
		Turns turns = this.receivers.turns;
		this.world.look();
		Map<String, Map<String, String>> stored = this.world.stored();
		if (!this.world.tainted) {
			assertThat(new TreeMap<>(turns.replayed)).as("replayed").isEqualTo(stored);
			faults(turns);
		}
		List<String> unlike = stored.entrySet()
			.stream()
			.filter((entity) -> !Turns.isAsReceiversLeaveIt(entity.getKey(), entity.getValue()))
			.map(Object::toString)
			.toList();
		assertThat(unlike).as("stored without what a receiver has set").isEmpty();
	}

	private void faults(Turns turns) {
		if (this.kinds.contains(Kind.ONCE)) {
			assertThat(turns.faults).as("in the transaction").isEmpty();
			turns.balance.values().removeIf((count) -> count == 0);
			if (this.receivers.hearBefore() && !this.world.forgotten) {
				assertThat(turns.balance).as("calls before, less those after").isEmpty();
			}
			if (this.receivers.hearBefore()) {
				assertThat(turns.foretold.faults).as("told before").isEmpty();
				assertThat(new TreeMap<>(turns.foretold.replayed)).as("replayed of what was told before")
					.isEqualTo(this.world.stored());
			}
		}
	}

	private void clear() {
		this.receivers.clear();
		this.world.lists.clear();
	}

}
