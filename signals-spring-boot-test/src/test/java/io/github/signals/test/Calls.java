package io.github.signals.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes who was called, in the order of the calls.
 */
final class Calls {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	void add(String call) {
		this.calls.add(call);
	}

	List<String> all() {
		return this.calls;
	}

}
