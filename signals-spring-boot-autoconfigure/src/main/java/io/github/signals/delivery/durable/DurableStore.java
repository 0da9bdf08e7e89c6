package io.github.signals.delivery.durable;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A data source that has the tables of durable calls.
 */
final class DurableStore {

	private final DataSource dataSource;

	private final PlatformTransactionManager manager;

	private final boolean severalManagers;

	private final CallTable table;

	private final TableNames names;

	private final CallSearch search;

	private final SharedRecords shared;

	private final WaitingRecords waiting;

	private final BackfillTable backfills;

	private final PartitionWaker waker = new PartitionWaker();

	DurableStore(DataSource dataSource, PlatformTransactionManager manager, boolean severalManagers, String product,
			@Nullable String schema) {
		this.dataSource = dataSource;
		this.manager = manager;
		this.severalManagers = severalManagers;
		this.names = new TableNames(schema);
		this.table = new CallTable(dataSource, product, this.names);
		this.search = new CallSearch(dataSource, product, this.names.calls());
		this.shared = new SharedRecords(dataSource, this.names.calls());
		this.waiting = new WaitingRecords(dataSource, this.names.calls());
		this.backfills = new BackfillTable(dataSource, product, this.names);
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	PlatformTransactionManager manager() {
		return this.manager;
	}

	boolean hasSeveralManagers() {
		return this.severalManagers;
	}

	/**
	 * Return the name of the engine's table.
	 */
	String partitionTable() {
		return this.names.partitions();
	}

	/**
	 * Return the name of the table of the calls.
	 */
	String callTable() {
		return this.names.calls();
	}

	CallTable table() {
		return this.table;
	}

	/**
	 * Return the calls that somebody looks for.
	 */
	CallSearch search() {
		return this.search;
	}

	/**
	 * Return the records of calls that share transactions.
	 */
	SharedRecords shared() {
		return this.shared;
	}

	/**
	 * Return the records that wait, for tests.
	 */
	WaitingRecords waiting() {
		return this.waiting;
	}

	/**
	 * Return what back-fills know of themselves.
	 */
	BackfillTable backfills() {
		return this.backfills;
	}

	/**
	 * Return what tells who looks after the partitions that there is something to do.
	 */
	PartitionWaker waker() {
		return this.waker;
	}

	/**
	 * Return whether the current transaction is one of this data source.
	 */
	boolean isBound() {
		Object resource = TransactionSynchronizationManager.getResource(this.dataSource);
		try {
			return resource instanceof ConnectionHolder holder && !holder.getConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not determine whether the connection is in a transaction", ex);
		}
	}

	/**
	 * Return what runs work in a transaction of its own.
	 */
	TransactionTemplate transaction() {
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

}
