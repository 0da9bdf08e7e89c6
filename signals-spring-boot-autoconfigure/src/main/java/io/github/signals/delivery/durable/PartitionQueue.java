package io.github.signals.delivery.durable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The calls of a partition that were read and have not ended: of each entity one runs at
 * most, and the others wait in their order. Not for several threads.
 */
final class PartitionQueue {

	private final Map<String, Deque<DurableCall>> waiting = new HashMap<>();

	private final Deque<String> ready = new ArrayDeque<>();

	private final Set<String> running = new HashSet<>();

	private final Set<Long> known = new HashSet<>();

	int size() {
		return this.known.size();
	}

	boolean isAnyReady() {
		return !this.ready.isEmpty();
	}

	boolean isAnyRunning() {
		return !this.running.isEmpty();
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
	 * Return the next call of an entity of which none runs; it runs from now on.
	 */
	DurableCall begin() {
		String entity = this.ready.remove();
		Deque<DurableCall> calls = Objects.requireNonNull(this.waiting.get(entity));
		DurableCall call = calls.remove();
		if (calls.isEmpty()) {
			this.waiting.remove(entity);
		}
		this.running.add(entity);
		return call;
	}

	/**
	 * A call does not run any more.
	 */
	void end(DurableCall call) {
		this.running.remove(call.entity());
		this.known.remove(call.sequence());
	}

	/**
	 * Let the next call of an entity run, if there is one.
	 */
	void release(String entity) {
		if (this.waiting.containsKey(entity)) {
			this.ready.add(entity);
		}
	}

	/**
	 * Forget the calls of an entity that wait.
	 */
	void drop(String entity) {
		Deque<DurableCall> calls = this.waiting.remove(entity);
		if (calls != null) {
			calls.forEach((call) -> this.known.remove(call.sequence()));
		}
	}

	/**
	 * Forget all calls that wait.
	 */
	void drop() {
		this.waiting.values().forEach((calls) -> calls.forEach((call) -> this.known.remove(call.sequence())));
		this.waiting.clear();
		this.ready.clear();
	}

}
