package io.github.signals.actuate;

import java.io.IOException;
import java.util.function.Consumer;

import org.springframework.http.CacheControl;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.signals.actuate.TraceStream.Sink;

/**
 * A stream on Spring MVC, which no timeout of the web server ends, and which no proxy is
 * to hold back or keep.
 */
final class ServletTraceStream implements Sink {

	private final SseEmitter emitter = new Emitter();

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

	private static final class Emitter extends SseEmitter {

		private Emitter() {
			super(0L);
		}

		@Override
		protected void extendResponse(ServerHttpResponse response) {
			super.extendResponse(response);
			response.getHeaders().setCacheControl(CacheControl.noStore());
			// As nginx and others understand it
			response.getHeaders().set("X-Accel-Buffering", "no");
		}

	}

}
