package io.github.signals.observation;

import io.micrometer.common.KeyValues;

import io.github.signals.dispatch.ReceiverKey;
import io.github.signals.observation.ReceiverObservationDocumentation.LowCardinalityKeyNames;

/**
 * Names a call {@code signals.receiver}, with the keys of
 * {@link ReceiverObservationDocumentation.LowCardinalityKeyNames}.
 *
 * @since 0.1.0
 */
public class DefaultReceiverObservationConvention implements ReceiverObservationConvention {

	/**
	 * Create the convention.
	 */
	public DefaultReceiverObservationConvention() {
	}

	@Override
	public String getName() {
		return "signals.receiver";
	}

	@Override
	public String getContextualName(ReceiverObservationContext context) {
		return "receiver " + ReceiverKey.of(context.getReceiver());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.SIGNAL.withValue(context.getSignal().getSimpleName()),
				LowCardinalityKeyNames.SENDER.withValue(context.getSender().getName()),
				LowCardinalityKeyNames.UID.withValue(ReceiverKey.of(context.getReceiver())),
				LowCardinalityKeyNames.DELIVERY.withValue(context.getReceiver().delivery().name()),
				LowCardinalityKeyNames.OUTCOME.withValue((context.getError() != null) ? "FAILURE" : "SUCCESS"));
	}

}
