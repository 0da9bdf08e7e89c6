package io.github.signals.observation;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Observes each call of a receiver. If there is no observer, calls are not decorated.
 *
 * @since 0.1.0
 */
public final class ReceiverObservations implements CallDecorator {

	private static final ReceiverObservationConvention DEFAULT = new DefaultReceiverObservationConvention();

	private final ObservationRegistry registry;

	private final boolean scoped;

	private final @Nullable ReceiverObservationConvention convention;

	private final @Nullable MeterRegistry meters;

	/**
	 * Only time the calls.
	 * @param meters the registry of the timers
	 */
	public ReceiverObservations(MeterRegistry meters) {
		this.registry = ObservationRegistry.NOOP;
		this.scoped = false;
		this.convention = null;
		this.meters = meters;
	}

	/**
	 * Create an instance.
	 * @param registry the observation registry
	 * @param scoped whether the observation is the thread's current one while the
	 * receiver runs; this must be {@code false} unless the registry is that of the
	 * application, because all registries share the current observation
	 * @param convention how calls are named, or {@code null} for the default
	 */
	public ReceiverObservations(ObservationRegistry registry, boolean scoped,
			@Nullable ReceiverObservationConvention convention) {
		this.registry = registry;
		this.scoped = scoped;
		this.convention = convention;
		this.meters = null;
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		if (this.meters != null) {
			return new ReceiverTimers(this.meters, receiver.info(), call)::time;
		}
		if (this.registry.isNoop()) {
			return call;
		}
		CallKinds kinds = new CallKinds(receiver.info());
		if (this.scoped && receiver.delivery() == Delivery.DURABLE) {
			return (payload, context) -> observe(observation(kinds.of(payload), context.headers()), call, payload,
					context);
		}
		return (payload, context) -> observe(observation(kinds.of(payload)), call, payload, context);
	}

	private @Nullable Object observe(Observation observation, ReceiverCall call, Object payload,
			DispatchContext context) throws Exception {
		observation.start();
		Observation.Scope scope = this.scoped ? observation.openScope() : Observation.Scope.NOOP;
		try {
			return call.call(payload, context);
		}
		catch (Exception | Error ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	private Observation observation(CallKind kind) {
		return Observation.createNotStarted(this.convention, DEFAULT, () -> new ReceiverObservationContext(kind),
				this.registry);
	}

	/**
	 * Continue what the record has carried here.
	 */
	private Observation observation(CallKind kind, Map<String, String> headers) {
		if (headers.isEmpty()) {
			return observation(kind);
		}
		ReceiverObservationConvention calls = (this.convention != null) ? this.convention : DEFAULT;
		return Observation.createNotStarted(new DurableObservationContext.Convention(calls),
				() -> new DurableObservationContext(new ReceiverObservationContext(kind), headers), this.registry);
	}

}
