package io.github.signals.capture;

import io.github.signals.BulkWrite;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Who hears the set-based statements of one store, and how it is sent what they write.
 *
 * @param <S> the type of the sessions that execute the statements
 * @since 0.1.0
 */
public interface BulkSignals<S> {

	/**
	 * Return who hears the statements that write an entity class.
	 * @param sender the entity class
	 * @return its receivers
	 */
	SenderRoutes routes(Class<?> sender);

	/**
	 * Note who and what leads to the writes of this moment.
	 * @param origin what notices them
	 * @return the context of their signals
	 */
	DispatchContext context(Origin origin);

	/**
	 * Send what a statement has written: to those in the transaction at once, and at its
	 * end to the others.
	 * @param signal the signal, with a context of this store
	 * @param routes the receivers of its sender
	 * @param session the session whose transaction it is
	 */
	void written(BulkWrite<?> signal, SenderRoutes routes, S session);

}
