package io.github.signals.delivery.durable;

import tools.jackson.databind.JsonNode;

import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.CallContext.Recorded;

/**
 * A call whose record can be read, and what it needs around it.
 *
 * @param call the call
 * @param record its record
 * @param surroundings what is to be current meanwhile
 * @param manager who manages its transaction
 */
record ParsedCall(DurableCall call, JsonNode record, Recorded surroundings, PlatformTransactionManager manager) {

	/**
	 * Return whether both can be made in one transaction.
	 */
	boolean canJoin(ParsedCall other) {
		return this.manager == other.manager && this.surroundings.equals(other.surroundings);
	}

}
