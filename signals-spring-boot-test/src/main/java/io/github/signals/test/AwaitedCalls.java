package io.github.signals.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.github.signals.dispatch.PendingCalls;
import io.github.signals.dispatch.PendingCalls.Left;
import io.github.signals.dispatch.Words;

/**
 * The calls of one test that are made later or on other threads.
 */
final class AwaitedCalls {

	private final Map<PendingCalls, Set<Object>> accepted = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	/**
	 * Note a call that was accepted.
	 */
	void add(PendingCalls source, Object call) {
		if (this.accepted.computeIfAbsent(source, (key) -> ConcurrentHashMap.newKeySet()).add(call)) {
			this.count.incrementAndGet();
		}
	}

	/**
	 * Return the calls that are left. What has ended has ended for good, and only what
	 * runs accepts more: if all have ended and none was accepted meanwhile, none is left.
	 */
	List<Left> left() {
		List<Left> left = new ArrayList<>();
		long before;
		do {
			before = this.count.get();
			left.clear();
			this.accepted.forEach((source, calls) -> left.addAll(source.left(Set.copyOf(calls)).values()));
		}
		while (left.isEmpty() && this.count.get() != before);
		return left;
	}

	/**
	 * Describe calls that are left, receiver by receiver.
	 */
	static String describe(List<Left> left) {
		Map<String, Integer> receivers = new TreeMap<>();
		left.forEach((call) -> receivers.merge(describe(call), 1, Integer::sum));
		return receivers.entrySet()
			.stream()
			.map((each) -> Words.count(each.getValue(), "call") + " of " + each.getKey())
			.collect(Collectors.joining(", "));
	}

	private static String describe(Left call) {
		return "receiver '" + call.uid() + "'"
				+ ((call.failed() > 0) ? " after " + Words.count(call.failed(), "failed attempt") : "");
	}

}
