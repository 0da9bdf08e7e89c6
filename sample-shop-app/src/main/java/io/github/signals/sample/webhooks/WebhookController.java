package io.github.signals.sample.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.signals.sample.web.Recent;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The other side: receives webhooks, and shows those that have arrived recently. One that
 * arrives again has the same key, and is ignored.
 */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {

	private final Recent<Arrived> arrived = new Recent<>(100);

	@PostMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void receive(@RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody OrderEvent event) {
		if (this.arrived.list().stream().noneMatch((other) -> other.key().equals(key))) {
			this.arrived.add(new Arrived(key, event.event(), event.orderId(), Instant.now()));
		}
	}

	@GetMapping
	List<Arrived> list() {
		return this.arrived.list();
	}

	record Arrived(UUID key, String event, long orderId, Instant received) {

	}

}
