package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.SignalContext;
import io.github.signals.delivery.durable.Parcel.Depot;
import io.github.signals.delivery.durable.Parcel.Status;

/**
 * Signals of an application's own, of each kind, with a durable receiver for each.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class OwnSignalApplication {

	@Bean
	static Inserts inserts() {
		return new Inserts();
	}

	@Bean
	static Statements traffic() {
		return new Statements();
	}

	@Bean
	OwnReceivers ownReceivers(Script script) {
		return new OwnReceivers(script);
	}

	/**
	 * About an entity, with values of many kinds.
	 */
	record Shipped(Parcel instance, BigDecimal cost, Instant at, Status status, List<String> notes,
			Map<String, Label> labels, @Nullable Label label, @Nullable Depot depot) implements Signal<Parcel> {

		static Shipped of(Parcel parcel) {
			return new Shipped(parcel, new BigDecimal("4.90"), Instant.parse("2026-01-02T03:04:05.123456789Z"),
					Status.SENT, List.of("fragile", "€ \u0000"), Map.of("de", new Label("Gruß", null)),
					new Label("Dear", new Label("inner", null)), null);
		}

	}

	record Label(String text, @Nullable Label inner) {

	}

	/** About no entity. */
	record Said(String instance, int number) implements Signal<String> {

	}

	/** A class, whose constructor takes its fields. */
	static class Weighed implements Signal<Parcel> {

		private final Parcel parcel;

		private final double grams;

		private final transient String text;

		Weighed(Parcel parcel, double grams) {
			this.parcel = parcel;
			this.grams = grams;
			this.text = grams + " g";
		}

		@Override
		public Parcel instance() {
			return this.parcel;
		}

		String text() {
			return this.text;
		}

	}

	sealed interface Move extends Signal<Parcel> {

	}

	record Sent(Parcel instance) implements Move {

	}

	record Returned(Parcel instance, String reason) implements Move {

	}

	/** Anybody may add to these. */
	interface Notice extends Signal<String> {

	}

	record Known(String instance) implements Notice {

	}

	record Stranger(String instance) implements Notice {

	}

	record Listed(Parcel instance, int number) implements Signal<Parcel> {

	}

	record Shared(String instance) implements Signal<String> {

	}

	static class OwnReceivers {

		private final Script script;

		OwnReceivers(Script script) {
			this.script = script;
		}

		private void play(String uid, Object signal, SignalContext context) {
			this.script.play(uid, signal, Changes.none(), context);
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "created")
		void created(Parcel parcel, SignalContext context) {
			play("created", parcel, context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "shipped")
		void shipped(Shipped shipped, SignalContext context) {
			// What is read is read in the transaction of the call.
			shipped.instance().tags.size();
			play("shipped", shipped, context);
		}

		@Receiver(value = Shipped.class, condition = "signal.cost > 1", delivery = Delivery.DURABLE,
				dispatchUid = "instance")
		void instance(Parcel parcel, SignalContext context) {
			play("instance", parcel, context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "said")
		void said(Said said, SignalContext context) {
			play("said", said, context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "weighed")
		void weighed(Weighed weighed, SignalContext context) {
			play("weighed", weighed, context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "moved")
		void moved(Move move, SignalContext context) {
			play("moved", move, context);
		}

		@Receiver
		void immediate(Notice notice) {
			this.script.play("immediate", notice, Changes.none(), null);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "noticed")
		void noticed(Notice notice, SignalContext context) {
			play("noticed", notice, context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "known")
		void known(Known known) {
		}

		@Receiver(delivery = Delivery.DURABLE, batchSize = 10, dispatchUid = "listed")
		void listed(List<Listed> listed, SignalContext last) {
			this.script.lists.add(listed.size());
			listed.forEach((each) -> play("listed", each, last));
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "shared")
		void shared(Shared shared, SignalContext context) {
			play("shared", shared, context);
		}

	}

}
