package io.github.signals.applications.scanned;

import io.github.signals.Receiver;

class Declared {

	@Receiver
	void on(ScannedApplication.Said said) {
	}

}
