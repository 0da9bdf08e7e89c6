package io.github.signals.benchmarks;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationRegistry.ObservationConfig;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Spring Boot makes of metrics and of OpenTelemetry by default, with spans that go
 * nowhere. By hand: Spring Boot's own would be in the other benchmarks of the module too.
 */
@Configuration(proxyBeanMethods = false)
class BootObservations {

	private static final OtelCurrentTraceContext CURRENT = new OtelCurrentTraceContext();

	private static final Slf4JEventListener LOGGED = new Slf4JEventListener();

	private static final Slf4JBaggageEventListener LOGGED_BAGGAGE = new Slf4JBaggageEventListener(List.of());

	static {
		// Once, as it is for all tracers of the process.
		ContextStorage.addWrapper(new EventPublishingContextWrapper(BootObservations::publish));
	}

	private static void publish(Object event) {
		LOGGED.onEvent(event);
		LOGGED_BAGGAGE.onEvent(event);
	}

	@Bean
	MeterRegistry meterRegistry() {
		return new SimpleMeterRegistry();
	}

	@Bean
	DefaultMeterObservationHandler defaultMeterObservationHandler(MeterRegistry meters) {
		return new DefaultMeterObservationHandler(meters);
	}

	@Bean
	Tracer otelTracer(@Value("${benchmark.sampled:1}") double sampled) {
		Sampler sampler = Sampler.parentBased(Sampler.traceIdRatioBased(sampled));
		return SdkTracerProvider.builder().setSampler(sampler).build().get("benchmark");
	}

	@Bean
	OtelTracer micrometerOtelTracer(Tracer tracer) {
		return new OtelTracer(tracer, CURRENT, BootObservations::publish,
				new OtelBaggageManager(CURRENT, List.of(), List.of()));
	}

	@Bean
	ObservationRegistry observationRegistry(Tracer otel, OtelTracer tracer,
			ObjectProvider<MeterObservationHandler<?>> meters, @Value("${benchmark.traced:true}") boolean traced) {
		ObservationRegistry registry = ObservationRegistry.create();
		List<MeterObservationHandler<?>> handlers = meters.orderedStream().toList();
		if (traced) {
			trace(registry.observationConfig(), otel, tracer, handlers);
		}
		else {
			registry.observationConfig().observationHandler(new FirstMatchingCompositeObservationHandler(handlers));
		}
		return registry;
	}

	private static void trace(ObservationConfig config, Tracer otel, OtelTracer tracer,
			List<MeterObservationHandler<?>> meters) {
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		config.observationHandler(new FirstMatchingCompositeObservationHandler(
				new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
				new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
				new DefaultTracingObservationHandler(tracer)));
		List<ObservationHandler<?>> aware = meters.stream()
			.<ObservationHandler<?>>map((handler) -> new TracingAwareMeterObservationHandler<>(handler, tracer))
			.toList();
		config.observationHandler(new FirstMatchingCompositeObservationHandler(aware));
	}

}
