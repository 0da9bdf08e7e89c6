package io.github.signals;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Carries thread-bound values, such as the tenant or a language, to the call of a
 * {@link Delivery#DURABLE} receiver, which is made on another thread and perhaps on
 * another node. Beans of this type add strings to the record of a call and restore them
 * around the call. If there are several beans, the first in their order is the outermost.
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
 * Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallContext {

	/**
	 * Return what to record with the calls of a transaction. This method is called once
	 * for all of them, on the thread of the change and before the commit, so an exception
	 * fails the transaction. Without a transaction, it is called right after the change.
	 * Two beans must not record the same name.
	 * @return the strings by name, empty by default
	 */
	default Map<String, String> current() {
		return Map.of();
	}

	/**
	 * Make a call with the recorded values: set them, run the call, and restore the
	 * previous values. This method is called for each attempt, on the thread of the call
	 * and before its transaction begins. Calls that share a transaction have recorded the
	 * same values, and are made by one such call. An exception counts as a failure of the
	 * call, and so does a call that was not run. Restore the previous values instead of
	 * clearing them, because {@code recorded.commit()} of the test kit makes the call on
	 * the thread of the test.
	 * @param recorded what was recorded
	 * @param call makes the call
	 */
	void run(Recorded recorded, Runnable call);

	/**
	 * What was recorded.
	 *
	 * @param tenant the tenant of the session that made the change, as Hibernate writes
	 * it; {@code null} if it has none, or if the record was written before tenants were
	 * recorded
	 * @param values what the beans have recorded
	 */
	record Recorded(@Nullable String tenant, Map<String, String> values) {

	}

}
