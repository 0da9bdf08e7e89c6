package io.github.signals.autoconfigure;

/**
 * Configuration properties for metrics and tracing with Micrometer.
 *
 * @since 0.1.0
 */
public class SignalsObservationProperties {

	/**
	 * Whether to time and count calls of receivers, and to measure waiting calls, if
	 * there is a MeterRegistry. If calls are spans, the application's ObservationRegistry
	 * times them instead.
	 */
	private boolean metrics = true;

	/**
	 * Whether each call of a receiver is an observation of the application's
	 * ObservationRegistry, and therefore a span if tracing is configured.
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
