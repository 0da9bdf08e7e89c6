package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.OwnTransaction;

/**
 * What the records of one transaction carry. The thread is asked once, and each entity
 * for the tenant.
 */
final class Carrier {

	private final ThreadState thread;

	private final @Nullable OwnTransaction transaction;

	private @Nullable Carried known;

	Carrier(ThreadState thread, @Nullable OwnTransaction transaction) {
		this.thread = thread;
		this.transaction = transaction;
	}

	Carried of(Class<?> sender) {
		Carried carried = this.known;
		if (carried == null) {
			carried = this.thread.carried();
			this.known = carried;
		}
		String tenant = (this.transaction != null) ? this.transaction.tenant() : this.thread.tenant(sender);
		return (tenant != null) ? new Carried(carried.headers(), carried.values(), tenant) : carried;
	}

}
