package io.github.signals.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceiverMeterObservationHandler} and the contexts that it is given.
 */
class ReceiverMeterObservationHandlerTests {

	private static final ReceiverInfo MAIL = new ReceiverInfo("mail", "Mail.send", List.of(PostSave.class),
			List.of(String.class), Delivery.IN_TRANSACTION, 0, true);

	private static final ReceiverObservationConvention DEFAULT = new DefaultReceiverObservationConvention();

	private final CallKind kind = new CallKind(MAIL, PostSave.class, String.class);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry registry = ObservationRegistry.create();

	ReceiverMeterObservationHandlerTests() {
		this.registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new ReceiverMeterObservationHandler(this.meters), new DefaultMeterObservationHandler(this.meters)));
	}

	@Test
	void timesCallsOfTheSameKindByTheirOutcome() {
		call().start().stop();
		call().start().stop();
		call().start().error(new IllegalStateException("no")).stop();
		call().start().stop();
		assertThat(timed("outcome", "SUCCESS", "error", "none")).isEqualTo(3);
		assertThat(timed("outcome", "FAILURE", "error", "IllegalStateException")).isEqualTo(1);
		assertThat(this.meters.getMeters()).hasSize(2)
			.allSatisfy((meter) -> assertThat(meter.getId().getName()).isEqualTo("signals.receiver"))
			.allSatisfy((meter) -> assertThat(meter.getId().getTags()).hasSize(6));
	}

	@Test
	void leavesOtherObservationsToMicrometer() {
		Observation.createNotStarted("request", this.registry).start().stop();
		assertThat(this.meters.getMeters()).extracting(Meter::getId)
			.extracting(Meter.Id::getName)
			.containsExactlyInAnyOrder("request", "request.active");
	}

	@Test
	void timesWhatFiltersHaveMadeOfTheKeys() {
		AtomicInteger tenant = new AtomicInteger();
		this.registry.observationConfig()
			.observationFilter(
					(context) -> context.addLowCardinalityKeyValue(KeyValue.of("tenant", String.valueOf(tenant.get())))
						.removeLowCardinalityKeyValues("sender", "signal"));
		call().start().stop();
		call().start().stop();
		tenant.set(1);
		call().start().stop();
		assertThat(timed("tenant", "0", "uid", "mail")).isEqualTo(2);
		assertThat(timed("tenant", "1", "uid", "mail")).isEqualTo(1);
		assertThat(this.meters.getMeters()).allSatisfy((meter) -> assertThat(meter.getId().getTag("sender")).isNull());
	}

	@Test
	void timesByTheGlobalConventionOfTheRegistry() {
		this.registry.observationConfig().observationConvention(new Everywhere());
		call().start().stop();
		assertThat(this.meters.get("everywhere").tag("sender", "String").timer().count()).isEqualTo(1);
	}

	@Test
	void hasTheTagsThatMicrometerGivesACallWhateverItsKeysAre() {
		MeterRegistry theirs = new SimpleMeterRegistry();
		this.registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(theirs))
			.observationFilter((context) -> context.addLowCardinalityKeyValue(KeyValue.of("error", "mine")));
		call().start().stop();
		call().start().error(new IllegalStateException("no")).stop();
		assertThat(this.meters.getMeters()).extracting(Meter::getId)
			.containsExactlyInAnyOrderElementsOf(
					theirs.find("signals.receiver").timers().stream().map(Meter::getId).toList())
			.hasSize(2);
	}

	@Test
	void timesDurableCallsThatContinueATraceAsAllOthers() {
		Observation.createNotStarted(new DurableObservationContext.Convention(DEFAULT),
				() -> new DurableObservationContext(new ReceiverObservationContext(this.kind), Map.of()), this.registry)
			.start()
			.stop();
		call().start().stop();
		assertThat(timed("outcome", "SUCCESS", "error", "none")).isEqualTo(2);
		assertThat(this.meters.getMeters()).hasSize(1);
	}

	@Test
	void countsTheEventsOfACall() {
		call().start().event(Observation.Event.of("half")).stop();
		assertThat(this.meters.get("signals.receiver.half").tag("uid", "mail").counter().count()).isEqualTo(1);
	}

	@Test
	void keepsTheKeysOfAContextAsMicrometerDoes() {
		ReceiverObservationContext ours = new ReceiverObservationContext(MAIL, PostSave.class, String.class);
		Observation.Context theirs = new Observation.Context();
		for (Observation.Context context : List.of(ours, theirs)) {
			context.addLowCardinalityKeyValues(KeyValues.of("outcome", "SUCCESS", "uid", "mail", "one", "1"));
			context.addLowCardinalityKeyValues(KeyValues.of("uid", "mail", "outcome", "FAILURE"));
			context.addLowCardinalityKeyValue(KeyValue.of("one", "2"));
			context.addHighCardinalityKeyValue(KeyValue.of("high", "3"));
			context.addLowCardinalityKeyValues(KeyValues.of("gone", "4", "too", "5"));
			context.removeLowCardinalityKeyValue("gone").removeLowCardinalityKeyValues("too", "unknown");
		}
		assertThat(ours.getLowCardinalityKeyValues()).isEqualTo(theirs.getLowCardinalityKeyValues()).hasSize(3);
		assertThat(ours.getAllKeyValues()).isEqualTo(theirs.getAllKeyValues()).hasSize(4);
		assertThat(ours.getLowCardinalityKeyValue("outcome")).isEqualTo(KeyValue.of("outcome", "FAILURE"));
		assertThat(ours.getLowCardinalityKeyValue("gone")).isNull();
		assertThat(ours).asString().contains("outcome='FAILURE'");
	}

	private Observation call() {
		return Observation.createNotStarted(null, DEFAULT, () -> new ReceiverObservationContext(this.kind),
				this.registry);
	}

	private long timed(String... tags) {
		return this.meters.get("signals.receiver").tags(tags).timer().count();
	}

	private static final class Everywhere implements GlobalObservationConvention<ReceiverObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiverObservationContext;
		}

		@Override
		public String getName() {
			return "everywhere";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
			return KeyValues.of("sender", context.getSender().getSimpleName());
		}

	}

}
