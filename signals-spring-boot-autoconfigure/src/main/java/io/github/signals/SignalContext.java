package io.github.signals;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who and what led to a signal. A receiver takes it as a parameter.
 *
 * @since 0.1.0
 */
public interface SignalContext {

	/**
	 * Return the bean name of the transaction manager of the repository, or of the
	 * persistence context, that saved or deleted.
	 * @return the name, or {@code null} for a store without transactions and for signals
	 * that the application sends
	 */
	@Nullable String using();

	/**
	 * Return who made the change: the actor passed to {@link Signals#withActor}, or else
	 * the auditor that the application's {@code AuditorAware} bean returns. The bean is
	 * called at most once for a signal, on the first call of this method.
	 * @return the actor, or {@code null} if it is unknown
	 */
	@Nullable Object actor();

	/**
	 * Return where the change came from.
	 * @return the origin, never {@code null}
	 */
	Origin origin();

	/**
	 * Return the uid of the receiver that was running when the change was made.
	 * @return the uid, or {@code null} if the change was made outside of any receiver
	 * @see #cause()
	 */
	@Nullable String causedBy();

	/**
	 * Return the entity whose delete cascaded to that of the instance, or whose save
	 * removed it as an orphan: the outermost one, if there are several. Unlike
	 * {@link #causedBy()}, this is about data, whatever code was running. Known with JPA
	 * and Hibernate; an orphan tells its owner if it refers to it.
	 * @return the entity, or {@code null} if the delete was called for, and for any other
	 * signal
	 */
	default @Nullable SignalCause cause() {
		return null;
	}

	/**
	 * Return whether the change was made in an import scope.
	 * @return whether the data is imported rather than entered by users
	 * @see Signals#importing(Runnable)
	 */
	boolean imported();

	/**
	 * Return the identifier of a {@link Delivery#DURABLE} call: unique, ordered by time,
	 * and the same for each attempt. Pass it as an idempotency key to a system that must
	 * not do the work twice.
	 * @return the identifier, or {@code null} for any other call
	 */
	default @Nullable UUID id() {
		return null;
	}

	/**
	 * Return the notes that the receivers of the same write share.
	 * @return the notes, or {@code null} if no receiver of the sender takes them, if the
	 * signal is not about a save or a delete, and in a {@link Delivery#DURABLE} call
	 */
	default @Nullable SignalNotes notes() {
		return null;
	}

	/**
	 * Where a change came from.
	 */
	enum Origin {

		/** A call of a Spring Data repository. */
		REPOSITORY,

		/** The persistence context, at its flush, or a stateless session. */
		FLUSH,

		/** A set-based statement. */
		BULK,

		/** The loading of an entity. */
		LOAD,

		/** The application itself, with {@link Signals#send(Signal)}. */
		APPLICATION,

		/**
		 * Nobody's change: the row was already there, see
		 * {@link Signals#backfill(String)}.
		 */
		BACKFILL

	}

}
