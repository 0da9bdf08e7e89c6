package com.example.reactive;

import org.springframework.stereotype.Component;

import io.github.signals.PostSaveReceiver;

@Component
class PageReceivers {

	@PostSaveReceiver(dispatchUid = "page")
	void saved(Page page) {
	}

}
