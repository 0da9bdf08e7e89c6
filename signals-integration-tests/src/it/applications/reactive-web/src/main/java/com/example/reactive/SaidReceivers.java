package com.example.reactive;

import org.springframework.stereotype.Component;

import io.github.signals.Receiver;

@Component
class SaidReceivers {

	@Receiver(dispatchUid = "heard")
	void hear(Said said) {
		said.instance();
	}

}
