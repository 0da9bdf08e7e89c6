package io.github.signals.actuate;

import java.io.IOException;
import java.util.function.Consumer;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.signals.actuate.TraceStream.Sink;

/**
 * A stream on Spring MVC, which no timeout ends.
 */
final class ServletTraceStream implements Sink {

	private final SseEmitter emitter = new SseEmitter(0L);

	private ServletTraceStream() {
	}

	static Object create(Consumer<Sink> start) {
		ServletTraceStream stream = new ServletTraceStream();
		start.accept(stream);
		return stream.emitter;
	}

	@Override
	public void send(String json) throws IOException {
		this.emitter.send(SseEmitter.event().data(json));
	}

	@Override
	public void complete() {
		this.emitter.complete();
	}

	@Override
	public void onClose(Runnable close) {
		this.emitter.onCompletion(close);
		this.emitter.onError((failure) -> close.run());
	}

}
