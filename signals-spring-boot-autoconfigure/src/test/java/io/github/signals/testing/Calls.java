package io.github.signals.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes who was called, in the order of the calls.
 */
public final class Calls {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	public void add(String call) {
		this.calls.add(call);
	}

	public List<String> all() {
		return this.calls;
	}

}
