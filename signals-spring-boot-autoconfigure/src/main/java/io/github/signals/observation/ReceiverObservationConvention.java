package io.github.signals.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the calls of receivers and provides their keys. A bean of this type replaces the
 * {@link DefaultReceiverObservationConvention}. It is called on the thread of the
 * receiver, at the beginning and at the end of the call, and must not throw exceptions.
 *
 * @since 0.1.0
 */
public interface ReceiverObservationConvention extends ObservationConvention<ReceiverObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiverObservationContext;
	}

}
