package io.github.signals.crash;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.SignalContext;
import io.github.signals.crash.CrashPlan.Called;

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

	@PostSaveReceiver(when = IsAlone.class, delivery = Delivery.DURABLE, dispatchUid = "receipt")
	void on(NumberedOrder order, Changes changes, SignalContext context) {
		note(Called.ALONE, order, changes, context);
	}

	@PostSaveReceiver(when = IsListed.class, batchSize = 20, delivery = Delivery.DURABLE, dispatchUid = "listed")
	void list(List<PostSave<NumberedOrder>> saved) {
		saved.forEach((each) -> note(Called.LISTED, each.instance(), each.changes(), each.context()));
	}

	@PostSaveReceiver(when = IsShared.class, delivery = Delivery.DURABLE, dispatchUid = "shared")
	void share(NumberedOrder order, Changes changes, SignalContext context) {
		note(Called.SHARED, order, changes, context);
	}

	private void note(Called called, NumberedOrder order, Changes changes, SignalContext context) {
		if (order instanceof BranchOrder of && !CrashPlan.branch(order.number).equals(of.branch)) {
			throw new IllegalStateException("Order " + order.number + " is of another branch");
		}
		Object[] call = { called.uid(), context.id().toString(), order.number, changes.after("step"),
				this.incarnation };
		if (CrashPlan.isHostile(order.number) && isToFail(called, context.id())) {
			this.atOnce.update("insert into failure (uid, call, number, step, incarnation) values (?, ?, ?, ?, ?)",
					call);
			throw HostileException.of(order.number);
		}
		this.atOnce.update(
				"insert into receipt (attempts, uid, call, number, step, incarnation) values"
						+ " ((select attempts from signals_outbox where id = ?), ?, ?, ?, ?, ?)",
				call[1], call[0], call[1], call[2], call[3], call[4]);
		this.inTransaction.update("insert into effect (uid, call, number, step, incarnation) values (?, ?, ?, ?, ?)",
				call);
	}

	/**
	 * Return whether a call fails: until an attempt is counted if it may share, for the
	 * attempt together with others counts as none.
	 */
	private boolean isToFail(Called called, UUID call) {
		return (called == Called.ALONE) ? this.failed.add(call)
				: Integer.valueOf(0)
					.equals(this.atOnce.queryForObject("select attempts from signals_outbox where id = ?",
							Integer.class, call.toString()));
	}

	@Override
	public void close() {
		this.own.close();
	}

	static class IsAlone implements ReceiverCondition<PostSave<NumberedOrder>> {

		@Override
		public boolean test(PostSave<NumberedOrder> saved) {
			return CrashPlan.called(saved.instance().number) == Called.ALONE;
		}

	}

	static class IsListed implements ReceiverCondition<PostSave<NumberedOrder>> {

		@Override
		public boolean test(PostSave<NumberedOrder> saved) {
			return CrashPlan.called(saved.instance().number) == Called.LISTED;
		}

	}

	static class IsShared implements ReceiverCondition<PostSave<NumberedOrder>> {

		@Override
		public boolean test(PostSave<NumberedOrder> saved) {
			return CrashPlan.called(saved.instance().number) == Called.SHARED;
		}

	}

}
