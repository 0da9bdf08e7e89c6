package io.github.signals.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;

/**
 * The timers of one receiver, where nothing but meters would hear of its observations:
 * they are what the observations would lead to, and are looked up once instead of for
 * each call.
 */
final class ReceiverTimers {

	private final MeterRegistry meters;

	private final Clock clock;

	private final CallKinds kinds;

	private final ReceiverCall call;

	ReceiverTimers(MeterRegistry meters, ReceiverInfo receiver, ReceiverCall call) {
		this.meters = meters;
		this.clock = meters.config().clock();
		this.kinds = new CallKinds(receiver);
		this.call = call;
	}

	@Nullable Object time(Object payload, DispatchContext context) throws Exception {
		long start = this.clock.monotonicTime();
		Timer timer = null;
		try {
			Object result = this.call.call(payload, context);
			timer = timer(payload, null);
			return result;
		}
		catch (Exception | Error ex) {
			timer = timer(payload, ex);
			throw ex;
		}
		finally {
			if (timer != null) {
				timer.record(this.clock.monotonicTime() - start, TimeUnit.NANOSECONDS);
			}
		}
	}

	private Timer timer(Object payload, @Nullable Throwable error) {
		CallKind kind = this.kinds.of(payload);
		return kind.timer(this.meters, DefaultReceiverObservationConvention.NAME, kind.keys(error), error);
	}

}
