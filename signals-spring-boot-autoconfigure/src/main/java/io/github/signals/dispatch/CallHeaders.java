package io.github.signals.dispatch;

import java.util.Map;

/**
 * Thread-bound headers of a change, such as a trace, which the record of a durable call
 * carries to the node that makes the call.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallHeaders {

	/** Carries nothing. */
	CallHeaders NONE = Map::of;

	/**
	 * Return the headers for the calls that are about to be recorded. Called once for the
	 * calls of a transaction, on its thread, while it can still fail.
	 * @return the headers by name; empty if there is nothing to carry
	 */
	Map<String, String> current();

}
