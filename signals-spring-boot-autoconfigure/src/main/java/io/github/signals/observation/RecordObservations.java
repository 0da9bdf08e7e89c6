package io.github.signals.observation;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;

import io.github.signals.dispatch.CallHeaders;

/**
 * Continues the trace of a change where its durable calls are made: it observes the
 * recording, and the handlers of the observation add the headers that continue the trace.
 * If there is no observer, there are no headers.
 *
 * @since 0.1.0
 */
public final class RecordObservations implements CallHeaders {

	private final ObservationRegistry registry;

	/**
	 * Create an instance.
	 * @param registry the observation registry
	 */
	public RecordObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Map<String, String> current() {
		if (this.registry.isNoop()) {
			return Map.of();
		}
		Map<String, String> headers = new HashMap<>();
		ReceiverObservationDocumentation.RECORD.observation(this.registry, () -> context(headers)).observe(() -> {
		});
		return headers;
	}

	private static Observation.Context context(Map<String, String> headers) {
		SenderContext<Map<String, String>> context = new SenderContext<>((carrier, key, value) -> {
			if (carrier != null) {
				carrier.put(key, value);
			}
		});
		context.setCarrier(headers);
		return context;
	}

}
