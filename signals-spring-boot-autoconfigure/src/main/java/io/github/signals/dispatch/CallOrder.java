package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The order in which receivers are called: that of their number, then that of their
 * connection, but each of them after those that it names.
 */
final class CallOrder {

	private final List<RegisteredReceiver> waiting;

	private final Set<String> missing = new HashSet<>();

	private CallOrder(List<RegisteredReceiver> receivers) {
		this.waiting = new ArrayList<>(receivers);
		receivers.forEach((receiver) -> this.missing.add(receiver.uid()));
	}

	static List<RegisteredReceiver> of(Collection<RegisteredReceiver> receivers) {
		List<RegisteredReceiver> sorted = new ArrayList<>(receivers);
		sorted.sort(Comparator.comparingInt((receiver) -> receiver.info().order()));
		for (RegisteredReceiver receiver : sorted) {
			if (!receiver.info().after().isEmpty()) {
				return new CallOrder(sorted).sort();
			}
		}
		return sorted;
	}

	private List<RegisteredReceiver> sort() {
		List<RegisteredReceiver> sorted = new ArrayList<>(this.waiting.size());
		while (!this.waiting.isEmpty()) {
			RegisteredReceiver next = takeNext();
			this.missing.remove(next.uid());
			sorted.add(next);
		}
		return sorted;
	}

	/**
	 * Take the first one that waits for nobody, or the first of those that wait for one
	 * another.
	 */
	private RegisteredReceiver takeNext() {
		for (Iterator<RegisteredReceiver> receivers = this.waiting.iterator(); receivers.hasNext();) {
			RegisteredReceiver receiver = receivers.next();
			if (receiver.info().after().stream().noneMatch(this.missing::contains)) {
				receivers.remove();
				return receiver;
			}
		}
		return this.waiting.remove(0);
	}

}
