package io.github.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement has written many rows at once: a {@code @Modifying} query of Spring Data
 * JPA or JDBC, a delete in batch, or an update or delete of JPQL, of the Criteria API or
 * of SQL through an entity manager, a session or a stateless session. The single rows are
 * not signalled, and instances that are loaded do not change. With Spring Data JDBC the
 * sender is the entity of the repository, whatever table the statement writes.
 * <p>
 * Sent once for each statement, after it, inside its transaction. Receivers after the
 * commit hear each of them; they are not part of the net change.
 * <p>
 * Hibernate has no event for statements, so that they are noticed in the objects that the
 * application gets: all sessions of the bean of a factory, of what it unwraps to as
 * {@code SessionFactory}, and of such a session. Not heard are statements of sessions
 * that Hibernate hands out itself: those of
 * {@code unwrap(SessionFactoryImplementor.class)},
 * {@code unwrap(SessionImplementor.class)}, or of an event in a listener of the
 * application; of sessions that were opened before the first receiver was connected;
 * stored procedures; and what is written through the JDBC connection.
 *
 * @param <T> the entity type
 * @param sender the entity class; {@code Object} if a statement in SQL does not tell it,
 * which only receivers of every sender hear
 * @param operation what the statement does
 * @param rows how many rows it has written, {@code -1} if the store does not tell, as for
 * a query of Spring Data JDBC that returns {@code true}
 * @param ids the identifiers of the rows, selected before the statement in the same
 * transaction; {@code null} where no receiver asks for them
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record BulkWrite<T>(Class<?> sender, Operation operation, long rows, @Nullable List<?> ids,
		SignalContext context) implements DataSignal<BulkWrite<T>> {

	/**
	 * Create the signal; the list is copied.
	 * @param sender the entity class
	 * @param operation what the statement does
	 * @param rows how many rows it has written
	 * @param ids the identifiers of the rows
	 * @param context who and what led to the signal
	 */
	public BulkWrite {
		ids = (ids != null) ? Collections.unmodifiableList(new ArrayList<>(ids)) : null;
	}

	/**
	 * Return this signal, which is about the statement and not about an entity.
	 */
	@Override
	public BulkWrite<T> instance() {
		return this;
	}

	/**
	 * Return whether the entity class is known.
	 * @return whether there is a sender other than {@code Object}
	 */
	public boolean isSenderKnown() {
		return this.sender != Object.class;
	}

	/**
	 * Name the signal, its sender, and what was done to how many rows.
	 */
	@Override
	public String toString() {
		return "BulkWrite[" + this.sender.getName() + ", " + this.operation + ", " + this.rows + " rows]";
	}

	/**
	 * What a statement does.
	 */
	public enum Operation {

		/** It creates rows. */
		INSERT,

		/** It changes rows. */
		UPDATE,

		/** It deletes rows. */
		DELETE

	}

}
