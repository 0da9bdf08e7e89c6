package io.github.signals.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Payloads;
import io.github.signals.dispatch.ReceiverCall;

/**
 * The timers of one receiver, where nothing but meters would hear of its observations:
 * they are what the observations would lead to, and are looked up once instead of for
 * each call.
 */
final class ReceiverTimers {

	private static final ReceiverObservationConvention NAMES = new DefaultReceiverObservationConvention();

	private final MeterRegistry meters;

	private final Clock clock;

	private final ReceiverInfo receiver;

	private final ReceiverCall call;

	/** Mostly there is only one signal and sender. Immutable, so any of them will do. */
	private @Nullable Success last;

	ReceiverTimers(MeterRegistry meters, ReceiverInfo receiver, ReceiverCall call) {
		this.meters = meters;
		this.clock = meters.config().clock();
		this.receiver = receiver;
		this.call = call;
	}

	@Nullable Object time(Object payload, DispatchContext context) throws Exception {
		long start = this.clock.monotonicTime();
		Timer timer = null;
		try {
			Object result = this.call.call(payload, context);
			timer = success(Payloads.last(payload));
			return result;
		}
		catch (Exception | Error ex) {
			timer = timer(Payloads.last(payload), ex);
			throw ex;
		}
		finally {
			if (timer != null) {
				timer.record(this.clock.monotonicTime() - start, TimeUnit.NANOSECONDS);
			}
		}
	}

	private Timer success(Signal<?> signal) {
		Class<?> sender = signal.sender();
		Success known = this.last;
		if (known == null || known.signal != signal.getClass() || known.sender != sender) {
			known = new Success(signal.getClass(), sender, timer(signal, null));
			this.last = known;
		}
		return known.timer;
	}

	private Timer timer(Signal<?> signal, @Nullable Throwable error) {
		ReceiverObservationContext context = new ReceiverObservationContext(this.receiver, signal.getClass(),
				signal.sender());
		if (error != null) {
			context.setError(error);
		}
		Tags tags = Tags.of("error", (error != null) ? error.getClass().getSimpleName() : "none");
		for (KeyValue key : NAMES.getLowCardinalityKeyValues(context)) {
			tags = tags.and(key.getKey(), key.getValue());
		}
		return this.meters.timer(String.valueOf(NAMES.getName()), tags);
	}

	private record Success(Class<?> signal, Class<?> sender, Timer timer) {

	}

}
