package io.github.signals.sample.support;

import java.util.List;

import io.github.signals.sample.support.SupportTicket.TicketResponse;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the newest tickets.
 */
@RestController
class SupportController {

	private static final int NEWEST = 100;

	private final SupportTicketRepository tickets;

	SupportController(SupportTicketRepository tickets) {
		this.tickets = tickets;
	}

	@GetMapping("/api/support-tickets")
	List<TicketResponse> list() {
		return this.tickets.findAll(PageRequest.of(0, NEWEST, Sort.by("id").descending()))
			.map(SupportTicket::toResponse)
			.getContent();
	}

}
