package io.github.signals.delivery.durable;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What records carry from the thread of a change.
 *
 * @param headers what continues its trace
 * @param values what the beans of the application add
 * @param tenant the tenant of the session
 */
record Carried(Map<String, String> headers, Map<String, String> values, @Nullable String tenant) {

}
