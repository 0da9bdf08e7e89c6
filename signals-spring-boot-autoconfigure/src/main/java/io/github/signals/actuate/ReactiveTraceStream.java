package io.github.signals.actuate;

import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeTypeUtils;

import io.github.signals.actuate.TraceStream.Sink;

/**
 * A stream on Spring WebFlux, which asks for each event when it has room for it.
 */
final class ReactiveTraceStream implements Sink, Subscription {

	private final Subscriber<? super String> subscriber;

	private long requested;

	private boolean cancelled;

	private Runnable close = () -> {
	};

	private ReactiveTraceStream(Subscriber<? super String> subscriber) {
		this.subscriber = subscriber;
	}

	static Object create(Consumer<Sink> start) {
		Publisher<String> publisher = (subscriber) -> {
			ReactiveTraceStream stream = new ReactiveTraceStream(subscriber);
			subscriber.onSubscribe(stream);
			start.accept(stream);
		};
		return new WebEndpointResponse<>(publisher, MimeTypeUtils.parseMimeType(MediaTypes.EVENTS));
	}

	@Override
	public void send(String json) throws InterruptedException {
		synchronized (this) {
			while (this.requested == 0 && !this.cancelled) {
				wait();
			}
			if (this.cancelled) {
				return;
			}
			this.requested--;
		}
		this.subscriber.onNext(json);
	}

	@Override
	public void complete() {
		if (!isCancelled()) {
			this.subscriber.onComplete();
		}
	}

	private synchronized boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public void onClose(Runnable close) {
		synchronized (this) {
			this.close = close;
		}
		if (isCancelled()) {
			close.run();
		}
	}

	@Override
	public synchronized void request(long count) {
		this.requested = (Long.MAX_VALUE - this.requested < count) ? Long.MAX_VALUE : this.requested + count;
		notifyAll();
	}

	@Override
	public void cancel() {
		Runnable known;
		synchronized (this) {
			this.cancelled = true;
			known = this.close;
			notifyAll();
		}
		known.run();
	}

}
