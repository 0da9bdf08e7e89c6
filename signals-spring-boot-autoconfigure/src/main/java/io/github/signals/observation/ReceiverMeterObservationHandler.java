package io.github.signals.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;

/**
 * Times observed calls of receivers with the same timers as calls that are not observed.
 * <p>
 * It replaces Micrometer's own handler for these calls. It looks up a timer once instead
 * of for each call, and does not provide a timer of the calls that are still running
 * ({@code signals.receiver.active}). A timer that is removed from its registry while the
 * application runs is therefore used until the application ends.
 *
 * @since 0.1.0
 */
public final class ReceiverMeterObservationHandler implements MeterObservationHandler<Observation.Context> {

	private final MeterRegistry meters;

	private final Clock clock;

	private final DefaultMeterObservationHandler events;

	/**
	 * Create an instance.
	 * @param meters the registry of the timers
	 */
	public ReceiverMeterObservationHandler(MeterRegistry meters) {
		this.meters = meters;
		this.clock = meters.config().clock();
		this.events = new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiverObservationContext || context instanceof DurableObservationContext;
	}

	private static ReceiverObservationContext call(Observation.Context context) {
		return (context instanceof DurableObservationContext durable) ? durable.getCall()
				: (ReceiverObservationContext) context;
	}

	@Override
	public void onStart(Observation.Context context) {
		call(context).startAt(this.clock.monotonicTime());
	}

	@Override
	public void onStop(Observation.Context context) {
		ReceiverObservationContext call = call(context);
		long time = this.clock.monotonicTime() - call.start();
		call.kind()
			.timer(this.meters, String.valueOf(context.getName()), context.getLowCardinalityKeyValues(),
					context.getError())
			.record(time, TimeUnit.NANOSECONDS);
	}

	@Override
	public void onEvent(Observation.Event event, Observation.Context context) {
		this.events.onEvent(event, context);
	}

}
