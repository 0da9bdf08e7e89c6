package io.github.signals.crash;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the orders of a node, each step in a transaction of its own, and goes on where
 * the last life of the node has ended.
 */
class OrderWriter {

	private static final Logger logger = LoggerFactory.getLogger(OrderWriter.class);

	private static final int WRITERS = 3;

	private static final int IN_VAIN = 1000;

	private final CrashPlan plan;

	private final OrderStore store;

	private final JdbcTemplate jdbc;

	private final int node;

	private final int incarnation;

	private final Map<Integer, Integer> written = new ConcurrentHashMap<>();

	OrderWriter(CrashPlan plan, OrderStore store, JdbcTemplate jdbc, int node, int incarnation) {
		this.plan = plan;
		this.store = store;
		this.jdbc = jdbc;
		this.node = node;
		this.incarnation = incarnation;
	}

	void start(CountDownLatch stop) {
		this.jdbc.query("select number, step from written", (row) -> {
			this.written.put(row.getInt(1), row.getInt(2));
		});
		this.jdbc.update("insert into life (incarnation, node) values (?, ?)", this.incarnation, this.node);
		for (int i = 0; i < WRITERS; i++) {
			int writer = i;
			CrashNode.daemon("writer-" + writer, () -> write(writer, stop));
		}
	}

	private void write(int writer, CountDownLatch stop) {
		for (int order = this.node; order < this.plan.orders(); order += this.plan.nodes()) {
			if (order / this.plan.nodes() % WRITERS == writer) {
				while (!writeAll(order)) {
					if (isOver(stop)) {
						return;
					}
				}
			}
		}
	}

	private static boolean isOver(CountDownLatch stop) {
		try {
			return stop.await(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private boolean writeAll(int order) {
		try {
			int step = this.written.getOrDefault(order, -1);
			while (step < this.plan.lastStep(order)) {
				step++;
				write(order, step);
			}
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Order {} cannot be written at the moment", order, ex);
			return readAgain(order);
		}
	}

	/**
	 * Nobody knows whether the commit has failed.
	 */
	private boolean readAgain(int order) {
		try {
			this.jdbc.query("select step from written where number = ?", (row) -> {
				this.written.put(order, row.getInt(1));
			}, order);
		}
		catch (RuntimeException ex) {
			logger.warn("Order {} cannot be read at the moment", order, ex);
		}
		return false;
	}

	private void write(int order, int step) {
		if (step == 0) {
			this.store.create(order);
			return;
		}
		if (CrashPlan.isUpdatedInVainFirst(order)) {
			this.store.update(order, IN_VAIN + step, true);
		}
		this.store.update(order, step, false);
	}

}
