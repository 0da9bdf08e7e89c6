package io.github.signals.delivery.durable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls of a partition that were read and have not ended: those of an entity wait in
 * their order, and run one after the other on one thread at most. Not for several
 * threads.
 */
final class PartitionQueue {

	private final Map<String, Deque<DurableCall>> waiting = new HashMap<>();

	/** Entities with calls that wait, and none that runs. */
	private final Set<String> ready = new LinkedHashSet<>();

	private final Set<String> running = new HashSet<>();

	private final Set<Long> known = new HashSet<>();

	/** Those that have failed together with others. */
	private final Set<Long> apart = new HashSet<>();

	int size() {
		return this.known.size();
	}

	/**
	 * Return how many entities have calls that may begin.
	 */
	int ready() {
		return this.ready.size();
	}

	boolean isAnyReady() {
		return !this.ready.isEmpty();
	}

	boolean isAnyRunning() {
		return !this.running.isEmpty();
	}

	/**
	 * Return whether a call is still to be made alone.
	 */
	boolean isAnyApart() {
		return !this.apart.isEmpty();
	}

	/**
	 * Add a call, if it is not here already.
	 */
	void add(DurableCall call) {
		if (this.known.add(call.sequence())) {
			this.waiting.computeIfAbsent(call.entity(), this::open).add(call);
		}
	}

	private Deque<DurableCall> open(String entity) {
		if (!this.running.contains(entity)) {
			this.ready.add(entity);
		}
		return new ArrayDeque<>();
	}

	/**
	 * Return calls of entities of which none runs; they run from now on.
	 * @param most how many to return at most
	 * @param entities how many entities they may be of
	 * @return the calls in their order: one that is made alone, or those that come first
	 * and may share
	 */
	List<DurableCall> begin(int most, int entities) {
		String first = this.ready.iterator().next();
		if (most == 1 || isAlone(waiting(first).element())) {
			return begin(List.of(waiting(first).element()));
		}
		List<DurableCall> candidates = new ArrayList<>();
		this.ready.stream().limit(entities).forEach((entity) -> addSharing(waiting(entity), candidates));
		candidates.sort(Comparator.comparingLong(DurableCall::sequence));
		return begin(List.copyOf(candidates.subList(0, Math.min(most, candidates.size()))));
	}

	private void addSharing(Deque<DurableCall> calls, List<DurableCall> sharing) {
		for (DurableCall call : calls) {
			if (isAlone(call)) {
				return;
			}
			sharing.add(call);
		}
	}

	private List<DurableCall> begin(List<DurableCall> calls) {
		for (DurableCall call : calls) {
			String entity = call.entity();
			Deque<DurableCall> own = waiting(entity);
			own.remove();
			if (own.isEmpty()) {
				this.waiting.remove(entity);
			}
			this.ready.remove(entity);
			this.running.add(entity);
			this.apart.remove(call.sequence());
		}
		return calls;
	}

	private Deque<DurableCall> waiting(String entity) {
		Deque<DurableCall> calls = this.waiting.get(entity);
		return (calls != null) ? calls : new ArrayDeque<>();
	}

	/**
	 * Return whether a call shares with none: it has failed before, alone or with others.
	 */
	private boolean isAlone(DurableCall call) {
		return call.attempts() > 0 || this.apart.contains(call.sequence());
	}

	/**
	 * Calls do not run any more, and those that wait for them may.
	 * @param ended the calls
	 * @param again whether those that are still to be made wait again
	 * @param ordered whether a call that has failed holds back those of its entity
	 */
	void end(CallOutcomes ended, boolean again, boolean ordered) {
		for (DurableCall call : ended.calls()) {
			this.running.remove(call.entity());
			this.known.remove(call.sequence());
		}
		for (int i = ended.calls().size() - 1; i >= 0; i--) {
			if (again && ended.outcomes().get(i).isOpen()) {
				giveBack(ended.calls().get(i), ended.outcomes().get(i) == CallOutcome.APART);
			}
		}
		for (int i = 0; i < ended.calls().size(); i++) {
			String entity = ended.calls().get(i).entity();
			if (ordered && ended.outcomes().get(i) == CallOutcome.FAILED) {
				drop(entity);
			}
			else if (this.waiting.containsKey(entity)) {
				this.ready.add(entity);
			}
		}
	}

	/**
	 * Have a call wait before those of its entity that wait.
	 */
	private void giveBack(DurableCall call, boolean alone) {
		this.known.add(call.sequence());
		this.waiting.computeIfAbsent(call.entity(), (entity) -> new ArrayDeque<>()).addFirst(call);
		if (alone) {
			this.apart.add(call.sequence());
		}
	}

	private void drop(String entity) {
		this.ready.remove(entity);
		Deque<DurableCall> calls = this.waiting.remove(entity);
		if (calls != null) {
			calls.forEach(this::forget);
		}
	}

	private void forget(DurableCall call) {
		this.known.remove(call.sequence());
		this.apart.remove(call.sequence());
	}

	/**
	 * Forget all calls that wait.
	 */
	void drop() {
		this.waiting.values().forEach((calls) -> calls.forEach(this::forget));
		this.waiting.clear();
		this.ready.clear();
	}

}
