package io.github.signals.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the startup has warned of, for those who look later. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StartupFindings {

	private final List<BulkQuery> bulkQueries = new CopyOnWriteArrayList<>();

	/**
	 * Create an instance that has found nothing yet.
	 */
	public StartupFindings() {
	}

	/**
	 * Remember a query that writes rows which receivers of rows do not hear of.
	 * @param sender the entity class
	 * @param name the name of the repository method, with its interface
	 */
	public void addBulkQuery(Class<?> sender, String name) {
		this.bulkQueries.add(new BulkQuery(sender, name));
	}

	/**
	 * Return the queries that write rows which receivers of rows do not hear of.
	 * @return the queries, in the order in which they were found
	 */
	public List<BulkQuery> bulkQueries() {
		return List.copyOf(this.bulkQueries);
	}

	/**
	 * A query that writes rows.
	 *
	 * @param sender the entity class
	 * @param name the name of the repository method, with its interface
	 */
	public record BulkQuery(Class<?> sender, String name) {

	}

}
