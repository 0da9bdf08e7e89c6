package io.github.signals.observation;

import io.micrometer.common.KeyValues;

/**
 * Names a call {@code signals.receiver}, with the keys of
 * {@link ReceiverObservationDocumentation.LowCardinalityKeyNames}.
 *
 * @since 0.1.0
 */
public class DefaultReceiverObservationConvention implements ReceiverObservationConvention {

	static final String NAME = "signals.receiver";

	/**
	 * Create the convention.
	 */
	public DefaultReceiverObservationConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ReceiverObservationContext context) {
		return context.kind().name();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
		return context.kind().keys(context.getError());
	}

}
