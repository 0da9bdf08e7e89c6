package io.github.signals.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All rows of an entity class without those of its subclasses, as they can be read in the
 * order of their identifiers.
 *
 * @since 0.1.0
 */
public interface EntityRows {

	/**
	 * Return why the rows cannot be read in the order of their identifiers.
	 * @return the reason as a clause, or {@code null} if they can
	 */
	@Nullable String problem();

	/**
	 * Return who manages the transactions of the store.
	 * @return the bean name of the transaction manager, or {@code null} if it is unknown
	 */
	@Nullable String using();

	/**
	 * Count the rows in the current transaction.
	 * @return the number
	 */
	long count();

	/**
	 * Return the identifier of the last row in the current transaction.
	 * @return the identifier, or {@code null} if there is no row
	 */
	@Nullable Object last();

	/**
	 * Return identifiers in the current transaction and in their order.
	 * @param after the identifier to begin after, or {@code null} for the first
	 * @param last the identifier to end with
	 * @param limit how many to return at most
	 * @return the identifiers; fewer than the limit if there are no more
	 */
	List<Object> identifiers(@Nullable Object after, Object last, int limit);

}
