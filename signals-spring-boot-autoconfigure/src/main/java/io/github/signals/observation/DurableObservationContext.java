package io.github.signals.observation;

import java.util.Map;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * The call of a durable receiver that continues the trace of the change, which its record
 * carries. It is named like any other call.
 *
 * @since 0.1.0
 */
public final class DurableObservationContext extends ReceiverContext<Map<String, String>> {

	private final ReceiverObservationContext call;

	/**
	 * Create the context of a call.
	 * @param call the context of the call
	 * @param headers the headers that the record carries
	 */
	public DurableObservationContext(ReceiverObservationContext call, Map<String, String> headers) {
		super((carrier, key) -> carrier.get(key));
		this.call = call;
		setCarrier(headers);
	}

	/**
	 * Return the context of the call.
	 * @return the call, as conventions know it
	 */
	public ReceiverObservationContext getCall() {
		return this.call;
	}

	@Override
	public void setError(Throwable error) {
		super.setError(error);
		this.call.setError(error);
	}

	/**
	 * Names such a call as the convention of all calls does.
	 */
	record Convention(ReceiverObservationConvention calls) implements ObservationConvention<DurableObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof DurableObservationContext;
		}

		@Override
		public @Nullable String getName() {
			return this.calls.getName();
		}

		@Override
		public @Nullable String getContextualName(DurableObservationContext context) {
			return this.calls.getContextualName(context.call);
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(DurableObservationContext context) {
			return this.calls.getLowCardinalityKeyValues(context.call);
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(DurableObservationContext context) {
			return this.calls.getHighCardinalityKeyValues(context.call);
		}

	}

}
