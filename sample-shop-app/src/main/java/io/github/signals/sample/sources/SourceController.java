package io.github.signals.sample.sources;

import io.github.signals.sample.web.NotFoundException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/sources")
class SourceController {

	private final ReceiverSources sources;

	SourceController(ReceiverSources sources) {
		this.sources = sources;
	}

	@GetMapping("/{uid}")
	ReceiverSource get(@PathVariable String uid) {
		return this.sources.find(uid)
			.orElseThrow(() -> new NotFoundException("The sample has no receiver with this uid"));
	}

}
