package com.example.notes;

import org.springframework.stereotype.Component;

import io.github.signals.PostSaveReceiver;

@Component
class PageReceivers {

	@PostSaveReceiver
	void saved(Page page) {
		throw new IllegalStateException("No server runs");
	}

}
