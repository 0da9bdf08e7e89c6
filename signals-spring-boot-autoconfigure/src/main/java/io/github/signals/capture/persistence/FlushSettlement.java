package io.github.signals.capture.persistence;

import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/**
 * Calls the receivers of what a flush has written, when it has ended.
 */
final class FlushSettlement implements FlushEventListener, AutoFlushEventListener, CaptureListener {

	private final FactoryCapture capture;

	FlushSettlement(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onFlush(FlushEvent event) {
		SessionWrites writes = this.capture.knownWrites(event.getSession());
		if (writes != null) {
			writes.flushed();
		}
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		SessionWrites writes = this.capture.knownWrites(event.getSession());
		if (writes != null && event.isFlushRequired()) {
			writes.flushed();
		}
		else if (writes != null && this.capture.hasCallbacks()) {
			writes.announced().notFlushed();
		}
	}

}
