package io.github.signals.sample.support;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

interface SupportTicketRepository extends JpaRepository<SupportTicket, Long> {

	boolean existsByCallId(UUID callId);

}
