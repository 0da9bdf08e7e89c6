package io.github.signals.applications.scanned;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.signals.Receiver;

@Component
@Profile("never")
class Annotated {

	@Receiver
	void on(ScannedApplication.Said said) {
	}

}
