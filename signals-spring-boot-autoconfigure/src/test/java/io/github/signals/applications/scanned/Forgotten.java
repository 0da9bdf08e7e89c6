package io.github.signals.applications.scanned;

import io.github.signals.Receiver;

class Forgotten {

	@Receiver
	void on(ScannedApplication.Said said) {
	}

}
