package com.example.mongodb;

import org.springframework.stereotype.Component;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

@Component
class PageReceivers {

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "page")
	void saved(Page page) {
	}

}
