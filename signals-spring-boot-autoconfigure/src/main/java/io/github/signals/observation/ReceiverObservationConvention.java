package io.github.signals.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the calls of receivers are named, and by which keys. A bean of this type replaces
 * the {@link DefaultReceiverObservationConvention}. It is asked on the thread of the
 * call, at its beginning and at its end, and must not throw.
 *
 * @since 0.1.0
 */
public interface ReceiverObservationConvention extends ObservationConvention<ReceiverObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiverObservationContext;
	}

}
