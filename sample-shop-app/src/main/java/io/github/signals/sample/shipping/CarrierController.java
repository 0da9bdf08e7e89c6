package io.github.signals.sample.shipping;

import java.util.UUID;

import io.github.signals.sample.web.Switch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The other side: a carrier that makes labels while it is up. The same request gets the
 * same label again.
 */
@RestController
class CarrierController {

	private volatile boolean up = true;

	@PostMapping("/api/carrier/labels")
	Label label(@RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody LabelRequest request) {
		if (!this.up) {
			throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE,
					ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The carrier is down"), null);
		}
		return new Label("%d-%08x".formatted(request.orderId(), key.hashCode()));
	}

	@GetMapping("/api/carrier")
	Switch state() {
		return new Switch(this.up);
	}

	@PutMapping("/api/carrier")
	Switch turn(@Valid @RequestBody Switch wanted) {
		this.up = wanted.up();
		return state();
	}

	record LabelRequest(@NotNull Long orderId) {

	}

	record Label(String trackingNumber) {

	}

}
