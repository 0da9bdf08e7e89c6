package io.github.signals.delivery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Says in the log what nobody hears, as a transaction has neither been committed nor
 * rolled back for certain.
 */
final class UndeliveredSignals {

	private static final Logger logger = LoggerFactory.getLogger(UndeliveredSignals.class);

	private UndeliveredSignals() {
	}

	static void reportUnknown(List<JournalEntry> entries) {
		Set<String> receivers = new LinkedHashSet<>();
		Set<String> senders = new LinkedHashSet<>();
		for (JournalEntry entry : entries) {
			for (RegisteredReceiver receiver : entry.receivers()) {
				if (Outcome.UNKNOWN.isHeardBy(receiver.delivery())) {
					receivers.add(receiver.uid());
					senders.add(entry.signal().sender().getName());
				}
			}
		}
		if (!receivers.isEmpty()) {
			logger.error("""
					The answer to a commit was lost with the connection: only the database knows whether the \
					transaction was committed or rolled back. Receivers {} are not called for the changes to {}. \
					Durable calls are made if their records exist.""", receivers, senders);
		}
	}

	static void warnOfTooLate(List<JournalEntry> entries) {
		if (!entries.isEmpty()) {
			logger.warn("""
					{} signals, the first for {}, were sent in a transaction that had already completed, or whose \
					outcome is unknown. Their changes were probably not written, and no receiver is called. \
					Code that runs after a commit must start its own transaction (REQUIRES_NEW).""", entries.size(),
					entries.get(0).signal().sender().getName());
		}
	}

	static void warnOfAbandoned(List<JournalEntry> entries) {
		if (!entries.isEmpty()) {
			logger
				.warn("""
						A session was closed in the middle of its transaction, which was neither committed nor rolled back. \
						What it wrote is probably lost: no receiver is called for its {} signals, the first for {}.""",
						entries.size(), entries.get(0).signal().sender().getName());
		}
	}

}
