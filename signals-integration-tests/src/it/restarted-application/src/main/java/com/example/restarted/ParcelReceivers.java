package com.example.restarted;

import java.util.List;

import com.example.restarted.Parcel.Status;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;

import org.springframework.stereotype.Component;

@Component
class ParcelReceivers {

	@PostSaveReceiver(condition = "instance.content.length() > 0")
	void inTransaction(PostSave<Parcel> saved) {
		Life.heard("in the transaction", saved.instance());
	}

	@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
	void beforeCommit(List<Parcel> parcels) {
		parcels.forEach((parcel) -> Life.heard("before the commit", parcel));
	}

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
	void afterCommit(Parcel parcel) {
		Life.heard("after the commit", parcel);
	}

	/**
	 * The thread that has saved the parcel may have changed it again by then.
	 */
	@PostSaveReceiver(delivery = Delivery.ASYNC)
	void async(PostSave<Parcel> saved) {
		Life.heard("on another thread", saved.instance(), saved.changes().after("status"));
	}

	/**
	 * What the first life writes is heard by the second.
	 */
	@PostSaveReceiver(on = On.UPDATED, changed = "status", delivery = Delivery.DURABLE, dispatchUid = "durable")
	void durable(PostSave<Parcel> saved) {
		if (Life.NUMBER == 1) {
			throw new IllegalStateException("on purpose");
		}
		Status before = (Status) saved.changes().before("status");
		Life.heard("durably, it was " + before, saved.instance());
	}

}
