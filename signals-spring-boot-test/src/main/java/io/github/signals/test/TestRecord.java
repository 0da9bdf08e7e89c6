package io.github.signals.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.signals.Signal;

/**
 * The signals and calls that were recorded during one test.
 */
final class TestRecord {

	private final SignalsRecorder recorder;

	private final Queue<Signal<?>> signals = new ConcurrentLinkedQueue<>();

	private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

	private final AwaitedCalls awaited = new AwaitedCalls();

	TestRecord(SignalsRecorder recorder) {
		this.recorder = recorder;
	}

	SignalsRecorder recorder() {
		return this.recorder;
	}

	void add(Signal<?> signal) {
		this.signals.add(signal);
	}

	void add(RecordedCall call) {
		this.calls.add(call);
	}

	/**
	 * Return the calls that are made later or on other threads.
	 */
	AwaitedCalls awaited() {
		return this.awaited;
	}

	boolean knows(List<Signal<?>> others) {
		return this.signals.stream()
			.anyMatch((signal) -> others.stream().anyMatch((other) -> Entities.isSame(signal, other)));
	}

	List<Signal<?>> signals() {
		return List.copyOf(this.signals);
	}

	List<RecordedCall> calls() {
		return List.copyOf(this.calls);
	}

}
