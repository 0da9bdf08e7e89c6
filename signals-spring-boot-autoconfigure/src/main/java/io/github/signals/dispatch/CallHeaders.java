package io.github.signals.dispatch;

import java.util.Map;

/**
 * What belongs to the thread of a change, such as a trace, and is carried in the record
 * of a durable call to the node that makes it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallHeaders {

	/** Carries nothing. */
	CallHeaders NONE = Map::of;

	/**
	 * Return what the calls that are about to be recorded carry. Asked once for the calls
	 * of a transaction, on its thread, while it can still fail.
	 * @return the headers by name; empty if there is nothing to carry
	 */
	Map<String, String> current();

}
