package io.github.signals.actuate;

import java.util.List;

import io.github.signals.Backfill;
import io.github.signals.DurableCalls;

/**
 * The back-fills of durable receivers.
 *
 * @param backfills the last one of each receiver, whether or not it has ended
 * @since 0.1.0
 */
public record BackfillsDescriptor(List<Backfill> backfills) {

	/**
	 * Read the back-fills.
	 * @param durable the calls of all nodes
	 * @return the description
	 */
	public static BackfillsDescriptor of(DurableCalls durable) {
		return new BackfillsDescriptor(durable.backfills().all());
	}

}
