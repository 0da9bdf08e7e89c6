package io.github.signals.bridge;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.signals.RequestFinished;
import io.github.signals.RequestStarted;
import io.github.signals.Signals;

/**
 * Sends the signals of one request.
 */
final class RequestSignals {

	/** What is answered to an exception if nobody decides otherwise. */
	static final int ERROR = 500;

	private final Signals signals;

	private final String method;

	private final long start = System.nanoTime();

	RequestSignals(Signals signals, String method) {
		this.signals = signals;
		this.method = method;
	}

	void started() {
		this.signals.send(new RequestStarted(this.method));
	}

	void finished(@Nullable Object pattern, int status, @Nullable Class<? extends Throwable> exception) {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.start);
		String text = (pattern != null) ? pattern.toString() : null;
		this.signals.sendRobust(new RequestFinished(this.method, text, status, duration, exception));
	}

}
