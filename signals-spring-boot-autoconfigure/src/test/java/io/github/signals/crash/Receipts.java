package io.github.signals.crash;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;

/**
 * Notes each call twice: at once, which outlives the node, and in the transaction of the
 * call. Some calls fail when a node makes them for the first time.
 */
class Receipts implements AutoCloseable {

	private final JdbcTemplate inTransaction;

	private final HikariDataSource own = new HikariDataSource();

	private final JdbcTemplate atOnce;

	private final int incarnation;

	private final Set<UUID> failed = ConcurrentHashMap.newKeySet();

	Receipts(JdbcTemplate inTransaction, String url, int incarnation) {
		this.inTransaction = inTransaction;
		this.own.setJdbcUrl(url);
		this.own.setMaximumPoolSize(CrashNode.THREADS);
		this.atOnce = new JdbcTemplate(this.own);
		this.incarnation = incarnation;
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "receipt")
	void on(NumberedOrder order, Changes changes, SignalContext context) {
		if (order instanceof BranchOrder of && !CrashPlan.branch(order.number).equals(of.branch)) {
			throw new IllegalStateException("Order " + order.number + " is of another branch");
		}
		Object[] call = { context.id().toString(), order.number, changes.after("step"), this.incarnation };
		if (CrashPlan.isHostile(order.number) && this.failed.add(context.id())) {
			this.atOnce.update("insert into failure (call, number, step, incarnation) values (?, ?, ?, ?)", call);
			throw HostileException.of(order.number);
		}
		this.atOnce.update(
				"insert into receipt (attempts, call, number, step, incarnation) values"
						+ " ((select attempts from signals_outbox where id = ?), ?, ?, ?, ?)",
				call[0], call[0], call[1], call[2], call[3]);
		this.inTransaction.update("insert into effect (call, number, step, incarnation) values (?, ?, ?, ?)", call);
	}

	@Override
	public void close() {
		this.own.close();
	}

}
