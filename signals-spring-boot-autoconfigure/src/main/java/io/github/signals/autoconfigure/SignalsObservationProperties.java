package io.github.signals.autoconfigure;

/**
 * What Micrometer is told.
 *
 * @since 0.1.0
 */
public class SignalsObservationProperties {

	/**
	 * Whether calls of receivers are timed and counted, and what waits is measured, where
	 * there is a MeterRegistry. Calls that are spans are timed by the application's
	 * ObservationRegistry instead.
	 */
	private boolean metrics = true;

	/**
	 * Whether each call of a receiver is an observation of the application's
	 * ObservationRegistry, and thus a span where there is tracing.
	 */
	private boolean spans;

	public boolean isMetrics() {
		return this.metrics;
	}

	public void setMetrics(boolean metrics) {
		this.metrics = metrics;
	}

	public boolean isSpans() {
		return this.spans;
	}

	public void setSpans(boolean spans) {
		this.spans = spans;
	}

}
