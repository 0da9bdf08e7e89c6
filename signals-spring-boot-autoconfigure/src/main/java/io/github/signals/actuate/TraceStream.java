package io.github.signals.actuate;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one reader what is new in the trace, and now and then that nothing is, on a
 * thread of its own: whoever dispatches signals does not wait for a reader.
 */
final class TraceStream implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(TraceStream.class);

	private static final JsonMapper mapper = JsonMapper.shared();

	private final DispatchTrace trace;

	private final Sink sink;

	private final Duration interval;

	private final Duration heartbeat;

	private final Duration life;

	private final Consumer<TraceStream> onEnd;

	private long last;

	private long sent;

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Create a stream.
	 * @param trace what to read
	 * @param since the version that the reader knows
	 * @param sink where to send it
	 * @param timing how often to look, and how long to be silent
	 * @param onEnd notified when nothing more is sent
	 */
	TraceStream(DispatchTrace trace, long since, Sink sink, Timing timing, Consumer<TraceStream> onEnd) {
		this.trace = trace;
		this.last = since;
		this.sink = sink;
		this.interval = timing.interval();
		this.heartbeat = timing.heartbeat();
		this.life = timing.life();
		this.onEnd = onEnd;
		sink.onClose(this::close);
	}

	@Override
	public void run() {
		begin(Thread.currentThread());
		long begun = System.nanoTime();
		try {
			send();
			while (isOpenAfterWait() && System.nanoTime() - begun < this.life.toNanos()) {
				if (this.trace.entries().version() != this.last
						|| System.nanoTime() - this.sent >= this.heartbeat.toNanos()) {
					send();
				}
			}
		}
		catch (Exception ex) {
			logger.debug("A reader of the trace has left", ex);
		}
		finally {
			this.onEnd.accept(this);
			this.sink.complete();
		}
	}

	private synchronized void begin(Thread thread) {
		this.thread = thread;
		if (this.closed) {
			thread.interrupt();
		}
	}

	private void send() throws Exception {
		TraceDescriptor news = TraceDescriptor.of(this.trace, this.last);
		this.sink.send(mapper.writeValueAsString(news));
		this.last = news.last();
		this.sent = System.nanoTime();
	}

	private synchronized boolean isOpenAfterWait() throws InterruptedException {
		if (!this.closed) {
			wait(this.interval.toMillis());
		}
		return !this.closed;
	}

	/**
	 * Send nothing more, even if the reader is slow.
	 */
	synchronized void close() {
		this.closed = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * Where the events of a stream go.
	 */
	interface Sink {

		/**
		 * Send an event.
		 * @param json its data
		 * @throws Exception if the reader has left
		 */
		void send(String json) throws Exception;

		/**
		 * No event follows.
		 */
		void complete();

		/**
		 * Set what to do when the reader leaves.
		 */
		void onClose(Runnable close);

	}

	/**
	 * When a stream sends something.
	 *
	 * @param interval how often it looks for news
	 * @param heartbeat how long it is silent at most
	 * @param life when it ends: a reader that still listens opens another one, if it
	 * still may
	 */
	record Timing(Duration interval, Duration heartbeat, Duration life) {

	}

}
