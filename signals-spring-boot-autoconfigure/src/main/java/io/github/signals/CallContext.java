package io.github.signals;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the threads of an application keep and the call of a {@link Delivery#DURABLE}
 * receiver needs, as it is made on another thread and maybe on another node: the tenant,
 * a language, whatever there is. Beans of this type add strings to the record of a call,
 * and make them current again around it; of several the first in their order is the
 * outermost.
 * <p>
 * An entity with a {@code @TenantId} needs such a bean:
 *
 * <pre class="code">
 * &#064;Bean
 * CallContext tenants() {
 *     return (recorded, call) -&gt; Tenants.runAs(recorded.tenant(), call);
 * }
 * </pre>
 *
 * Must be thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallContext {

	/**
	 * Return what to record with the calls of a transaction. Asked once for all of them,
	 * on the thread of the change and before the commit, so that what is thrown fails the
	 * transaction; where there is none, right after the change. Two beans cannot record
	 * the same name.
	 * @return the strings by name, empty by default
	 */
	default Map<String, String> current() {
		return Map.of();
	}

	/**
	 * Make a call with what was recorded: make it current, run the call, and take it back
	 * again. Before the transaction of the call begins, on its thread, and around each
	 * attempt; what is thrown counts as a failure of the call, as does a call that was
	 * not run. What was current before is best made so again: {@code recorded.commit()}
	 * of the test kit makes the call on the thread of the test.
	 * @param recorded what was recorded
	 * @param call makes the call
	 */
	void run(Recorded recorded, Runnable call);

	/**
	 * What was recorded.
	 *
	 * @param tenant the tenant of the session that made the change, as Hibernate writes
	 * it; {@code null} if it has none, or if the record is older than this
	 * @param values what the beans have recorded
	 */
	record Recorded(@Nullable String tenant, Map<String, String> values) {

	}

}
