package io.github.signals.test;

import java.util.List;
import java.util.function.Supplier;

import org.assertj.core.api.AbstractAssert;

import io.github.signals.Signal;

/**
 * The assertions of AssertJ's {@code assertThat(recorded)}. A failure lists what actually
 * happened.
 *
 * @since 0.1.0
 */
public final class RecordedSignalsAssert extends AbstractAssert<RecordedSignalsAssert, RecordedSignals> {

	RecordedSignalsAssert(RecordedSignals actual) {
		super(actual, RecordedSignalsAssert.class);
	}

	/**
	 * Return assertions about the calls of a receiver. There may be no such call.
	 * @param uid the uid of the receiver
	 * @return assertions about its calls
	 * @throws AssertionError if no such receiver is connected or was called
	 */
	public ReceiverAssert receiver(String uid) {
		Supplier<List<RecordedCall>> calls = () -> this.actual.calls()
			.stream()
			.filter((call) -> call.receiver().uid().equals(uid))
			.toList();
		if (calls.get().isEmpty() && !this.actual.uids().contains(uid)) {
			throw failure("%s", "There is no receiver '" + uid + "'. Connected receivers: " + this.actual.uids() + "\n"
					+ this.actual);
		}
		return new ReceiverAssert(this.actual, uid, calls).as(this.info.description());
	}

	/**
	 * Assert that there was a signal of the given class.
	 * @param signal the class of the signal
	 * @return assertions about the signals of this class
	 */
	public SignalAssert signalled(Class<?> signal) {
		List<? extends Signal<?>> signals = signals(signal);
		return new SignalAssert(this.actual, signal.getSimpleName(), signals).as(this.info.description()).isSignalled();
	}

	/**
	 * Assert that there was no signal of the given class.
	 * @param signal the class of the signal
	 * @return this
	 */
	public RecordedSignalsAssert didNotSignal(Class<?> signal) {
		if (!signals(signal).isEmpty()) {
			throw failure("%s", signal.getSimpleName() + " was signalled\n" + this.actual);
		}
		return this;
	}

	private List<? extends Signal<?>> signals(Class<?> type) {
		return this.actual.signals(Signal.class)
			.stream()
			.map((signal) -> (Signal<?>) signal)
			.filter(type::isInstance)
			.toList();
	}

}
