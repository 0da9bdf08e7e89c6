package io.github.signals.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.github.signals.actuate.TraceStream.Sink;
import io.github.signals.actuate.TraceStream.Timing;

/**
 * The readers of the trace that are told what is new, as a stream of events. They are
 * few, and are sent away before the web server waits for its requests to end.
 *
 * @since 0.1.0
 */
public final class TraceStreams implements SmartLifecycle {

	/** How many readers there are at most. */
	static final int LIMIT = 16;

	private static final Timing TIMING = new Timing(Duration.ofMillis(250), Duration.ofSeconds(15),
			Duration.ofMinutes(20));

	private final DispatchTrace trace;

	private final TraceStreamResponses responses;

	private final Timing timing;

	private final List<TraceStream> open = new ArrayList<>();

	private boolean running;

	/**
	 * Create the streams of a servlet application with Spring MVC.
	 * @param trace the trace
	 * @return the streams
	 */
	public static TraceStreams servlet(DispatchTrace trace) {
		return new TraceStreams(trace, ServletTraceStream::create, TIMING);
	}

	/**
	 * Create the streams of a reactive application with Spring WebFlux.
	 * @param trace the trace
	 * @return the streams
	 */
	public static TraceStreams reactive(DispatchTrace trace) {
		return new TraceStreams(trace, ReactiveTraceStream::create, TIMING);
	}

	TraceStreams(DispatchTrace trace, TraceStreamResponses responses, Timing timing) {
		this.trace = trace;
		this.responses = responses;
		this.timing = timing;
	}

	/**
	 * Answer a request with a stream.
	 * @param since the version that the reader knows already
	 * @return the answer, or {@code null} if there are too many readers
	 */
	synchronized @Nullable Object open(long since) {
		if (!this.running || this.open.size() >= LIMIT) {
			return null;
		}
		return this.responses.create((sink) -> start(since, sink));
	}

	private synchronized void start(long since, Sink sink) {
		TraceStream stream = new TraceStream(this.trace, since, sink, this.timing, this::ended);
		if (!this.running || this.open.size() >= LIMIT) {
			stream.close();
		}
		this.open.add(stream);
		Thread thread = new Thread(stream, "signals-trace-stream");
		thread.setDaemon(true);
		thread.start();
	}

	private synchronized void ended(TraceStream stream) {
		this.open.remove(stream);
	}

	/**
	 * Return how many readers there are.
	 */
	synchronized int count() {
		return this.open.size();
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.open.forEach(TraceStream::close);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
