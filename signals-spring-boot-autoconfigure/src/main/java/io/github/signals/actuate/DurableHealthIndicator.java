package io.github.signals.actuate;

import java.time.Instant;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health.Builder;
import org.springframework.boot.health.contributor.Status;

import io.github.signals.DurableCalls;
import io.github.signals.DurableCalls.Counts;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * The health of durable calls: not healthy while calls are parked, because they must be
 * replayed or discarded. All nodes that share the database report the same health, so it
 * must not decide whether a node receives requests: Spring Boot's readiness and liveness
 * groups do not include it, and if something else checks the overall health, the status
 * can be configured to be other than {@code DOWN}.
 *
 * @since 0.1.0
 */
public class DurableHealthIndicator extends AbstractHealthIndicator {

	private final ReceiverRegistry registry;

	private final DurableCalls durable;

	private final Status parked;

	/**
	 * Create the indicator.
	 * @param registry the connected receivers; the database is only queried if there is a
	 * durable receiver
	 * @param durable the calls
	 * @param parked the status code while calls are parked
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
		if (!this.registry.hasDurableReceivers()) {
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
