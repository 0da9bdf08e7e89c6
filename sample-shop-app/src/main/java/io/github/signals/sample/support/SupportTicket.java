package io.github.signals.sample.support;

import java.time.Instant;
import java.util.UUID;

import io.github.signals.ParkedCall;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to look after: an email that was given up. There is one ticket for
 * each call, however often it is tried again.
 */
@Entity
class SupportTicket {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private @Nullable UUID callId;

	private @Nullable String receiver;

	private @Nullable String entityId;

	private int attempts;

	private @Nullable String reason;

	private @Nullable Instant opened;

	protected SupportTicket() {
	}

	SupportTicket(ParkedCall call, Instant opened) {
		this.callId = call.id();
		this.receiver = call.uid();
		this.entityId = call.entity();
		this.attempts = call.attempts();
		this.reason = call.exception();
		this.opened = opened;
	}

	TicketResponse toResponse() {
		return new TicketResponse(this.callId, this.receiver, this.entityId, this.attempts, this.reason, this.opened);
	}

	record TicketResponse(@Nullable UUID call, @Nullable String receiver, @Nullable String entity, int attempts,
			@Nullable String reason, @Nullable Instant opened) {

	}

}
