package io.github.signals.delivery.durable;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;

/**
 * One receiver of each kind; what they do is in the script.
 */
class ParcelReceivers {

	private final Script script;

	ParcelReceivers(Script script) {
		this.script = script;
	}

	@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "created")
	void created(Parcel parcel, SignalContext context) {
		this.script.play("created", parcel, Changes.none(), context);
	}

	@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "updated")
	void updated(PostSave<Parcel> saved) {
		this.script.play("updated", saved.instance(), saved.changes(), saved.context());
	}

	@PostSaveReceiver(sender = Parcel.class, on = On.UPDATED, changed = "status", delivery = Delivery.DURABLE,
			dispatchUid = "status.changed", ordered = false)
	void statusChanged(Parcel parcel, Changes changes, SignalContext context) {
		this.script.play("status.changed", parcel, changes, context);
	}

	@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "deleted")
	void deleted(PostDelete<Parcel> deleted) {
		this.script.play("deleted", deleted.instance(), Changes.none(), deleted.context());
	}

	@BulkWriteReceiver(sender = Parcel.class, delivery = Delivery.DURABLE, dispatchUid = "bulk", ids = true)
	void bulk(BulkWrite<Parcel> bulk, SignalContext context) {
		this.script.play("bulk", bulk, Changes.none(), context);
	}

}
