package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.List;

import io.github.signals.Signal;

/**
 * The payloads that receivers are called with: a signal, or the list of signals of a
 * batch receiver.
 *
 * @since 0.1.0
 */
public final class Payloads {

	private Payloads() {
	}

	/**
	 * Return all signals of a call.
	 * @param payload the signal or the list
	 * @return a copy, in order
	 */
	public static List<Signal<?>> all(Object payload) {
		List<Signal<?>> signals = new ArrayList<>();
		for (Object signal : (payload instanceof List<?> batch) ? batch : List.of(payload)) {
			signals.add((Signal<?>) signal);
		}
		return signals;
	}

	/**
	 * Return the last signal of a call, which stands for the others.
	 * @param payload the signal or the list, which is never empty
	 * @return the signal
	 */
	public static Signal<?> last(Object payload) {
		return (Signal<?>) ((payload instanceof List<?> batch) ? batch.get(batch.size() - 1) : payload);
	}

}
