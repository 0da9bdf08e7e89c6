package io.github.signals.sample.support;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.signals.ParkedCall;
import io.github.signals.ParkedReceiver;

import org.springframework.stereotype.Component;

/**
 * Opens a ticket for each email to a user that was given up. It may be called twice for
 * one of them: after a crash, or if the email is given up once more.
 */
@Component
class SupportReceivers {

	private final SupportTicketRepository tickets;

	SupportReceivers(SupportTicketRepository tickets) {
		this.tickets = tickets;
	}

	@ParkedReceiver(of = { "welcome_user", "confirm_order", "confirm_change" }, dispatchUid = "open_ticket")
	void openTicket(ParkedCall email) {
		if (!this.tickets.existsByCallId(email.id())) {
			this.tickets.save(new SupportTicket(email, Instant.now().truncatedTo(ChronoUnit.MICROS)));
		}
	}

}
