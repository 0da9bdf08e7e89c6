package io.github.signals.dispatch;

import io.github.signals.ReceiverSpec;

/**
 * Checks, makes and connects the receivers that an application connects at run time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReceiverConnector {

	/**
	 * Connect a receiver.
	 * @param spec what it hears, and when
	 * @param receiver the lambda or the object, for its name in messages
	 * @param batch whether it takes all signals of a transaction in one call
	 * @param call what to call
	 * @return whether it is connected, and its uid was not taken
	 * @throws IllegalArgumentException if the specification cannot work
	 */
	boolean connect(ReceiverSpec<?> spec, Object receiver, boolean batch, ReceiverCall call);

}
