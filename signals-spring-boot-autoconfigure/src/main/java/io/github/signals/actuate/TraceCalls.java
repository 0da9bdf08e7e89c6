package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What has become of the receivers of one signal. If there are very many, only the first
 * are listed. Each method tells whether it has changed anything. Not thread-safe.
 */
final class TraceCalls {

	private static final int LIMIT = 200;

	private final List<TraceCall> calls = new ArrayList<>(4);

	private boolean complete = true;

	private boolean failed;

	/**
	 * Add a receiver that waits, unless it does already.
	 */
	boolean wait(RegisteredReceiver receiver) {
		return find((call) -> call.isWaiting(receiver)) == -1 && add(TraceCall.waiting(receiver));
	}

	/**
	 * Change a call, or add it.
	 */
	boolean put(Predicate<TraceCall> which, RegisteredReceiver receiver, UnaryOperator<TraceCall> change) {
		return change(which, change) || add(change.apply(TraceCall.waiting(receiver)));
	}

	/**
	 * Change the first call of some, if it is listed.
	 */
	boolean change(Predicate<TraceCall> which, UnaryOperator<TraceCall> change) {
		int place = find(which);
		if (place != -1) {
			this.calls.set(place, change.apply(this.calls.get(place)));
		}
		return place != -1;
	}

	boolean remove(Predicate<TraceCall> which) {
		return this.calls.removeIf(which);
	}

	/**
	 * Change all calls.
	 * @return whether another thing has become of one of them
	 */
	boolean replace(UnaryOperator<TraceCall> change) {
		boolean changed = false;
		for (int i = 0; i < this.calls.size(); i++) {
			TraceCall known = this.calls.get(i);
			TraceCall now = change.apply(known);
			this.calls.set(i, now);
			changed |= now.state() != known.state();
		}
		return changed;
	}

	private boolean add(TraceCall call) {
		if (this.calls.size() < LIMIT) {
			this.calls.add(call);
		}
		else {
			this.complete = false;
			this.failed |= call.error() != null;
		}
		return true;
	}

	private int find(Predicate<TraceCall> which) {
		for (int i = 0; i < this.calls.size(); i++) {
			if (which.test(this.calls.get(i))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return a copy of those that are listed.
	 */
	List<TraceCall> all() {
		return List.copyOf(this.calls);
	}

	/**
	 * Return whether all are listed.
	 */
	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Return whether the last call of a receiver has failed.
	 */
	boolean isFailed() {
		return this.failed || find((call) -> call.error() != null) != -1;
	}

}
