package com.example.own;

import com.example.heard.Heard;

import org.springframework.stereotype.Component;

import io.github.signals.Delivery;
import io.github.signals.Receiver;

@Component
class SaidReceivers {

	private final Heard heard;

	SaidReceivers(Heard heard) {
		this.heard = heard;
	}

	@Receiver
	void atOnce(Said said) {
		this.heard.add("at once: " + said.instance());
	}

	@Receiver(delivery = Delivery.AFTER_COMMIT)
	void afterwards(Said said) {
		this.heard.add("afterwards: " + said.instance());
	}

}
