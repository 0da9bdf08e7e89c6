package io.github.signals.delivery.durable;

import java.util.List;
import java.util.UUID;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.autoconfigure.actuate.SignalsObservationAutoConfiguration;
import io.github.signals.delivery.durable.DurableApplication.Parcels;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A trace that goes from the node of the change to the one that makes the durable call.
 */
class TraceTests {

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final ObservationRegistry observations = observations(this.spans);

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private ConfigurableApplicationContext node;

	@AfterEach
	void close() {
		this.node.close();
	}

	private void start(String ddl, boolean spans) {
		this.node = new SpringApplicationBuilder(Node.class)
			.initializers(
					(context) -> context.getBeanFactory().registerSingleton("observationRegistry", this.observations))
			.run("--spring.datasource.url=" + this.url, "--spring.jpa.hibernate.ddl-auto=" + ddl,
					"--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
					"--signals.durable.initialize-schema=always", "--signals.durable.polling-interval=200ms",
					"--signals.durable.back-off.initial=50ms", "--signals.observation.spans=" + spans);
	}

	@Test
	void continuesOnTheNodeThatMakesTheCall() {
		start("create", true);
		this.node.getBean(DurableDelivery.class).stop();
		Observation.createNotStarted("request", this.observations).observe(() -> {
			this.node.getBean(Parcels.class).save(new Parcel("one"));
		});
		assertThat(payload()).contains("\"headers\":{\"traceparent\":");
		this.node.close();
		assertThat(span("receiver created")).isNull();

		start("none", true);
		Script script = this.node.getBean(Script.class);
		script.on("created", (call) -> {
			if (script.of("created").size() == 1) {
				throw new IllegalStateException("not now");
			}
		});
		DurableTestBase.await().until(() -> records() == 0);

		SpanData record = span("record durable calls");
		assertThat(record.getParentSpanId()).isEqualTo(span("request").getSpanId());
		assertThat(record.getKind()).isEqualTo(SpanKind.PRODUCER);
		DurableTestBase.await().until(() -> spans("receiver created").size() == 2);
		assertThat(spans("receiver created")).allSatisfy((call) -> {
			assertThat(call.getTraceId()).isEqualTo(span("request").getTraceId());
			assertThat(call.getParentSpanId()).isEqualTo(record.getSpanId());
			assertThat(call.getKind()).isEqualTo(SpanKind.CONSUMER);
		});
		assertThat(spans("receiver created")).extracting((call) -> call.getAttributes().asMap().toString())
			.satisfiesExactly((first) -> assertThat(first).contains("FAILURE"),
					(second) -> assertThat(second).contains("SUCCESS", "uid=created", "DURABLE"));
	}

	@Test
	void isNotRecordedWhereThereAreNoSpans() {
		start("create", false);
		this.node.getBean(DurableDelivery.class).stop();
		Observation.createNotStarted("request", this.observations)
			.observe(() -> this.node.getBean(Parcels.class).save(new Parcel("one")));
		assertThat(payload()).doesNotContain("headers");
		this.node.getBean(DurableDelivery.class).start();
		DurableTestBase.await().until(() -> records() == 0);
		assertThat(this.node.getBean(Script.class).of("created")).hasSize(1);
		assertThat(this.spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("request");
	}

	@Test
	void goesOnIfAnotherVersionHasWrittenMoreOrLessIntoTheRecord() {
		start("create", true);
		this.node.getBean(DurableDelivery.class).stop();
		this.node.getBean(Parcels.class).save(new Parcel("one"));
		JdbcTemplate jdbc = this.node.getBean(JdbcTemplate.class);
		OutboxPayload.write(jdbc, payload().replaceFirst("\"headers\":\\{[^}]*\\}", "\"unheard\":{\"of\":1}"));
		this.node.getBean(DurableDelivery.class).start();
		DurableTestBase.await().until(() -> records() == 0);
		assertThat(this.node.getBean(Script.class).names("created")).containsExactly("one");
		DurableTestBase.await().until(() -> spans("receiver created").size() == 1);
		assertThat(span("receiver created").getParentSpanId())
			.isEqualTo(Span.getInvalid().getSpanContext().getSpanId());
	}

	private String payload() {
		return OutboxPayload.read(this.node.getBean(JdbcTemplate.class));
	}

	private int records() {
		return this.node.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from signals_outbox", Integer.class);
	}

	private SpanData span(String name) {
		return spans(name).stream().findFirst().orElse(null);
	}

	private List<SpanData> spans(String name) {
		return this.spans.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

	/**
	 * As Boot configures them.
	 */
	private static ObservationRegistry observations(InMemorySpanExporter exporter) {
		Tracer otel = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(exporter))
			.build()
			.get("test");
		OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
					new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
					new DefaultTracingObservationHandler(tracer)));
		return registry;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ DurableNode.class, SignalsObservationAutoConfiguration.class })
	static class Node {

		@Bean
		ParcelReceivers parcelReceivers(Script script) {
			return new ParcelReceivers(script);
		}

	}

}
