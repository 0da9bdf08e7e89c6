package io.github.signals.actuate;

import java.time.Instant;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health.Builder;
import org.springframework.boot.health.contributor.Status;

import io.github.signals.DurableCalls;
import io.github.signals.DurableCalls.Counts;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * The health of durable calls: not well while some are parked, as they wait for somebody
 * to decide. All nodes that share the database say the same, so it must not decide
 * whether a node gets requests: Boot's readiness and liveness groups leave it out, and
 * where something else asks for the health as a whole, the status can be another one than
 * {@code DOWN}.
 *
 * @since 0.1.0
 */
public class DurableHealthIndicator extends AbstractHealthIndicator {

	private final ReceiverRegistry registry;

	private final DurableCalls durable;

	private final Status parked;

	/**
	 * Create the indicator.
	 * @param registry who is connected; the database is asked only if there is a durable
	 * receiver
	 * @param durable the calls
	 * @param parked the code of the status while calls are parked
	 */
	public DurableHealthIndicator(ReceiverRegistry registry, DurableCalls durable, String parked) {
		super("The durable calls could not be counted");
		this.registry = registry;
		this.durable = durable;
		this.parked = new Status(parked);
	}

	@Override
	protected void doHealthCheck(Builder builder) {
		builder.up();
		if (!this.registry.hasDurable()) {
			return;
		}
		Counts counts = this.durable.counts();
		builder.status((counts.parked() > 0) ? this.parked : Status.UP)
			.withDetail("parked", counts.parked())
			.withDetail("waiting", counts.waiting());
		Instant oldest = counts.oldestWaiting();
		if (oldest != null) {
			builder.withDetail("oldest", oldest);
		}
	}

}
