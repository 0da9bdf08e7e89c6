package io.github.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement has written many rows at once: a {@code @Modifying} query of Spring Data
 * JPA or JDBC, a delete in batch, or an update or delete of JPQL, of the Criteria API or
 * of SQL through an entity manager, a session or a stateless session. The individual rows
 * are not signalled, and instances that are already loaded do not change. With Spring
 * Data JDBC the sender is the entity of the repository, whatever table the statement
 * writes.
 * <p>
 * Sent once for each statement, right after it and inside its transaction. Receivers that
 * run after the commit hear each statement; statements are not part of the net change.
 * <p>
 * Hibernate has no event for statements, so they are noticed in the objects that the
 * application obtains: all sessions of a factory bean, of the {@code SessionFactory} that
 * it unwraps to, and of such a session. The following are not heard: statements of
 * sessions that Hibernate itself hands out, which are those of
 * {@code unwrap(SessionFactoryImplementor.class)}, of
 * {@code unwrap(SessionImplementor.class)}, and of an event in a listener of the
 * application; statements of sessions that were opened before the first receiver was
 * connected; stored procedures; and anything that is written through the JDBC connection.
 *
 * @param <T> the entity type
 * @param sender the entity class; {@code Object} if it cannot be determined from an SQL
 * statement, which only receivers of every sender hear
 * @param operation what the statement does
 * @param rows how many rows it has written; {@code -1} if the store does not report it,
 * as for a Spring Data JDBC query that returns {@code true}
 * @param ids the identifiers of the rows, selected before the statement in the same
 * transaction; {@code null} if no receiver asks for them
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
	 * Return the name of the signal, its sender, its operation and the number of rows.
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
