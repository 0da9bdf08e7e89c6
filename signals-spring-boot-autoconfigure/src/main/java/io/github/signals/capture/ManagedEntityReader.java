package io.github.signals.capture;

import java.util.Collection;

import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;

/**
 * Reads the entities of a persistence context whose writes are captured: these determine
 * the net change, and the calls announce here what is going to be written.
 *
 * @since 0.1.0
 */
public interface ManagedEntityReader extends EntityReader {

	/**
	 * A call begins: its writes are signalled when it has returned.
	 */
	void enterCall();

	/**
	 * A call has returned, or has thrown an exception.
	 */
	void exitCall();

	/**
	 * Signal the rows that the call has deleted, before signalling what it has created in
	 * their place.
	 */
	void settleDeletes();

	/**
	 * Signal what the call has written in addition to what it announced.
	 */
	void settle();

	/**
	 * Send the signals before a save: the persistence context does not write the entities
	 * until all receivers have returned.
	 * @param instances what is going to be saved
	 * @param receivers calls the receivers
	 */
	void prepare(Collection<?> instances, Runnable receivers);

	/**
	 * Note that the signals before a save have been sent.
	 * @param instance the entity that is going to be saved
	 */
	void prepared(Object instance);

	/**
	 * Note that a save was signalled, which the persistence context is going to write.
	 * @param instance the managed entity
	 * @param managed whether it was managed before the save
	 * @param context who and what led to the save
	 * @return whether the save creates the row
	 */
	boolean saved(Object instance, boolean managed, DispatchContext context);

	/**
	 * Note a save that no receiver hears before the persistence context writes it. No
	 * receiver is running, and no scope is open.
	 * @param instance the managed entity
	 * @param managed whether it was managed before the save
	 */
	void savedUnheard(Object instance, boolean managed);

	/**
	 * Return the observer that notes how receivers change the entity that they are called
	 * for.
	 * @return the observer
	 */
	CallObserver observer();

	/**
	 * Return that observer for receivers of a save that has just been noted: nothing can
	 * have changed the entity since.
	 * @return the observer
	 */
	CallObserver observerOfNoted();

	/**
	 * Note that a delete was signalled, which the persistence context is going to write.
	 * @param instance the entity
	 * @param context who and what led to the delete
	 */
	void deleted(Object instance, DispatchContext context);

}
