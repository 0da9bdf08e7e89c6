package io.github.signals.aot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.Signal;
import io.github.signals.aot.Parcel.Label;
import io.github.signals.testing.Calls;

/**
 * Receivers of all kinds. Their names are in no order, but in that of their calls.
 */
@Component
class ParcelReceivers {

	private final Calls calls;

	ParcelReceivers(Calls calls) {
		this.calls = calls;
	}

	@PreSaveReceiver
	void slug(Parcel parcel) {
		parcel.setSlug(parcel.getName().toLowerCase(Locale.ROOT));
	}

	@PostSaveReceiver
	void zebra(Parcel parcel, boolean created) {
		this.calls.add("zebra " + parcel + (created ? " created" : " updated"));
	}

	@PostSaveReceiver(changed = "weight", condition = "instance.weight > 10 and changes.after('weight') != null")
	void heavy(Parcel parcel, Changes changes) {
		this.calls.add("heavy " + parcel + " " + changes.after("weight"));
	}

	@PostSaveReceiver(condition = "created and signal.sender.simpleName == 'Parcel'")
	void apple(PostSave<Parcel> saved) {
		this.calls.add("apple " + saved.instance());
	}

	@PostSaveReceiver
	@Order(0)
	void first(Parcel parcel) {
		this.calls.add("first " + parcel);
	}

	@WhenCommitted(dispatchUid = "committed")
	void committed(Parcel parcel) {
		this.calls.add("committed " + parcel);
	}

	@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
	void all(List<PostSave<Parcel>> saves) {
		this.calls.add("all " + saves.size());
	}

	@PostSaveReceiver(on = On.CREATED, dispatchUid = "switched-off")
	void switched(Parcel parcel) {
		this.calls.add("switched " + parcel);
	}

	@PostSaveReceiver(delivery = Delivery.ASYNC, on = On.CREATED, onError = Counting.class)
	void failing(Parcel parcel) {
		throw new IllegalStateException();
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, on = On.UPDATED, changed = "weight", dispatchUid = "durable")
	void durable(PostSave<Parcel> saved) {
		this.calls.add("durable " + saved.instance() + " " + saved.changes().after("weight"));
	}

	@Receiver
	void label(PostSave<Label> saved) {
		this.calls.add("label " + saved.instance());
	}

	@PreDeleteReceiver
	void leaving(Parcel parcel) {
		this.calls.add("leaving " + parcel);
	}

	@Receiver(PostDelete.class)
	void gone(Signal<?> signal, Parcel parcel) {
		this.calls.add("gone " + parcel);
	}

	@CollectionChangeReceiver(changed = "tags")
	void tags(CollectionChange<Parcel> change) {
		this.calls.add("tags " + change.added());
	}

	@BulkWriteReceiver(ids = true)
	void bulk(BulkWrite<Parcel> write) {
		this.calls.add(write.operation() + " " + write.rows() + " " + write.ids().size());
	}

	@EventListener
	void published(PostDelete<Parcel> deleted) {
		this.calls.add("published " + deleted.instance());
	}

	@Receiver(when = Positive.class)
	void weighed(Weighed weighed) {
		this.calls.add("weighed " + weighed.instance());
	}

	@Receiver(delivery = Delivery.DURABLE, dispatchUid = "moved")
	void moved(Moved moved) {
		this.calls.add("moved " + moved.instance() + " to " + moved.place());
	}

	sealed interface Moved extends Signal<Parcel> permits Shipped {

		String place();

	}

	record Shipped(Parcel instance, String place) implements Moved {

	}

	record Weighed(Parcel instance) implements Signal<Parcel> {

	}

	static class Positive implements ReceiverCondition<Weighed> {

		@Override
		public boolean test(Weighed signal) {
			return signal.instance().getWeight() >= 0;
		}

	}

	static class Counting implements ReceiverErrorHandler {

		private final Calls calls;

		Counting(Calls calls) {
			this.calls = calls;
		}

		@Override
		public void handle(ReceiverFailure failure) {
			this.calls.add("failed " + failure.receiver().uid());
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
	@interface WhenCommitted {

		@AliasFor(annotation = PostSaveReceiver.class)
		String dispatchUid() default "";

	}

}
