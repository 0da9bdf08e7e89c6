package io.github.signals.sample.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists the receivers of the application by sender.
 */
@RestController
@RequestMapping("/api/signals")
class SignalsController {

	private final Signals signals;

	SignalsController(Signals signals) {
		this.signals = signals;
	}

	@GetMapping
	Map<String, List<ReceiverResponse>> receiversBySender() {
		Map<String, List<ReceiverResponse>> receivers = new TreeMap<>();
		for (ReceiverInfo receiver : this.signals.receivers()) {
			for (Class<?> sender : receiver.senders()) {
				receivers.computeIfAbsent(sender.getSimpleName(), (name) -> new ArrayList<>())
					.add(ReceiverResponse.of(receiver));
			}
		}
		return receivers;
	}

	record ReceiverResponse(String uid, List<String> signals, Delivery delivery, boolean enabled, String method) {

		static ReceiverResponse of(ReceiverInfo receiver) {
			List<String> signals = receiver.signals().stream().<String>map(Class::getSimpleName).toList();
			return new ReceiverResponse(receiver.uid(), signals, receiver.delivery(), receiver.enabled(),
					receiver.method());
		}

	}

}
