package io.github.signals.applications.scanned;

import io.github.signals.Receiver;

abstract class Base {

	@Receiver
	void on(ScannedApplication.Said said) {
	}

}
