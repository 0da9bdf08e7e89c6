package io.github.signals.delivery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.signals.Delivery;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Calls the receivers before a commit for what they have not heard yet, as each round of
 * them may change something that others hear.
 */
final class BeforeCommitRounds {

	private final JournalEntries entries;

	private final RecursionLimit recursion;

	private final Set<String> writers = new LinkedHashSet<>();

	private int heard;

	/**
	 * Create an instance.
	 * @param entries what was signalled
	 * @param recursion how often receivers before the commit may trigger one another
	 */
	BeforeCommitRounds(JournalEntries entries, RecursionLimit recursion) {
		this.entries = entries;
		this.recursion = recursion;
	}

	/**
	 * Call the receivers before the commit for what they have not heard yet.
	 * @param round how often they were called before
	 * @param flush what writes all that is pending
	 * @return whether there were any, who may have changed something
	 */
	boolean call(int round, Runnable flush) {
		if (this.heard == this.entries.size()) {
			return false;
		}
		List<JournalEntry> fresh = List.copyOf(this.entries.since(this.heard));
		Set<RegisteredReceiver> receivers = receivers(fresh);
		if (!receivers.isEmpty() && this.recursion.isReached(round)) {
			throw this.recursion.refuse("Receivers before the commit have triggered one another", writers(receivers));
		}
		this.heard = this.entries.size();
		if (!receivers.isEmpty()) {
			deliver(fresh, round, flush);
		}
		return !receivers.isEmpty();
	}

	private void deliver(List<JournalEntry> fresh, int round, Runnable flush) {
		if (this.recursion.isReached(round + 1)) {
			BeforeCommitPhase.deliver(fresh, this.entries.isDistinct(), watch(flush));
		}
		else {
			BeforeCommitPhase.deliver(fresh, this.entries.isDistinct());
		}
	}

	/**
	 * Note who writes what receivers before the commit hear, as they are about to be
	 * refused: what each call writes is flushed right after it.
	 */
	private Consumer<RegisteredReceiver> watch(Runnable flush) {
		this.writers.clear();
		int[] seen = { this.entries.size() };
		return (receiver) -> {
			flush.run();
			for (JournalEntry entry : this.entries.since(seen[0])) {
				String cause = entry.context().causedBy();
				if (!receivers(List.of(entry)).isEmpty()) {
					this.writers.add((cause != null) ? cause : receiver.uid());
				}
			}
			seen[0] = this.entries.size();
		};
	}

	/**
	 * Return who has written, or where nobody could see it, who is to be called again.
	 */
	private Set<String> writers(Set<RegisteredReceiver> receivers) {
		if (!this.writers.isEmpty()) {
			return this.writers;
		}
		Set<String> uids = new TreeSet<>();
		receivers.forEach((receiver) -> uids.add(receiver.uid()));
		return uids;
	}

	/**
	 * Some of what was heard may have been taken back.
	 */
	void takenBack() {
		this.heard = Math.min(this.heard, this.entries.size());
	}

	/**
	 * Return the receivers that were not called for all that they should have heard.
	 */
	Set<RegisteredReceiver> unheard() {
		return receivers(this.entries.since(this.heard));
	}

	private static Set<RegisteredReceiver> receivers(List<JournalEntry> entries) {
		Set<RegisteredReceiver> receivers = new LinkedHashSet<>();
		entries.forEach((entry) -> entry.receivers()
			.stream()
			.filter((receiver) -> receiver.delivery() == Delivery.BEFORE_COMMIT)
			.forEach(receivers::add));
		return receivers;
	}

}
