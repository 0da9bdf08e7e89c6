package io.github.signals.delivery.durable;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements on the table of the calls, as a database understands them. What is due
 * is decided by its clock, and a wait that is longer than any that a node has written is
 * not believed: then the clock was set back.
 */
final class CallSql {

	private static final String COLUMNS = "c.sequence_number, c.id, c.uid, c.partition_number, c.entity_key, c.sender,"
			+ " c.operation, c.payload, c.attempts, c.recorded";

	private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, 0, 0, false, ?)";

	private final String postponed;

	private final String calls;

	private final String now;

	private final String limit;

	private final String byUid;

	private final String inOrder;

	private final String sameEntity;

	private final String ofEntity;

	CallSql(String product, String calls) {
		this.calls = calls;
		this.now = now(product);
		this.postponed = "(?, ?, ?, ?, ?, ?, ?, 0, " + this.now + " + ?, false, ?)";
		boolean h2 = product.equals("H2");
		boolean partial = product.equals("PostgreSQL");
		this.limit = limit(product);
		// H2 takes an index for an order only if that has all its columns.
		this.byUid = h2 ? " order by parked, uid" : " order by uid";
		this.inOrder = h2 ? " order by parked, uid, partition_number, sequence_number"
				: " order by sequence_number" + (partial ? " + 0" : "");
		// By a partial index of what is held back, or by one of all entities
		this.sameEntity = partial
				? "e.uid = c.uid and e.partition_number = c.partition_number and e.entity_key = c.entity_key"
						+ " and (e.parked = true or e.due > 0)"
				: "e.entity_key = c.entity_key and concat(e.uid, '') = c.uid";
		this.ofEntity = (partial ? "c.uid" : "concat(c.uid, '')")
				+ " = ? and c.partition_number = ? and c.entity_key = ?";
	}

	/**
	 * Return the time of a statement in milliseconds, such that indexes are of use.
	 */
	private static String now(String product) {
		return switch (product) {
			case "H2" -> "cast(extract(epoch from current_timestamp) * 1000 as bigint)";
			// Asked once, and thus worth no more than a parameter
			case "PostgreSQL" -> "(select cast(extract(epoch from statement_timestamp()) * 1000 as bigint))";
			// The time of a zone is ambiguous once a year
			default -> "(timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000)";
		};
	}

	/**
	 * Return the end of a query for some rows. Each mode of H2 knows it.
	 */
	static String limit(String product) {
		return product.equals("H2") ? " fetch first ? rows only" : " limit ?";
	}

	String time() {
		return "select " + this.now;
	}

	/**
	 * Return the statement that writes calls.
	 * @param rows how many
	 * @param postponed whether they are due some milliseconds later, and not at once,
	 * whatever the clock
	 */
	String insert(int rows, boolean postponed) {
		String values = postponed ? this.postponed : VALUES;
		return "insert into " + this.calls
				+ " (id, uid, partition_number, entity_key, sender, operation, payload, attempts, due, parked, recorded)"
				+ " values " + values + (", " + values).repeat(rows - 1);
	}

	// A database may plan for the empty table that it mostly is, and keep that plan when
	// a hundred thousand rows wait. So each look-up is such that but one index is of use,
	// and none is a join: what is rarely held back is found once, by its own index.
	String due(CallOrder order) {
		return "select " + COLUMNS + from(order);
	}

	String anyDue(CallOrder order) {
		return "select c.sequence_number" + from(order);
	}

	private String from(CallOrder order) {
		return " from " + this.calls + " c where c.uid = ? and c.partition_number = ? and c.parked = false"
				+ " and (c.due + 0 <= " + this.now + " or c.due + 0 > " + this.now + " + ?)"
				+ (order.isKept() ? notHeldBack() : "") + ((order == CallOrder.MERGED) ? last() : "") + this.inOrder
				+ this.limit;
	}

	private String notHeldBack() {
		return " and (c.entity_key not in (select p.entity_key from " + this.calls
				+ " p where p.uid = ? and p.partition_number = ? and p.parked = true union all select w.entity_key from "
				+ this.calls + " w where w.uid = ? and w.partition_number = ? and w.due > 0 and w.due > " + this.now
				+ ") or not exists (select 1 from " + this.calls + " e where " + this.sameEntity
				+ " and e.sequence_number + 0 < c.sequence_number and (e.parked = true or " + waits("e") + ")))";
	}

	/**
	 * Of an entity whose calls are merged, only the last one is made.
	 */
	private String last() {
		return laterThan("c.sequence_number");
	}

	/** What is parked is never due. */
	private String laterThan(String sequence) {
		return " and not exists (select 1 from " + this.calls + " e where " + this.sameEntity
				+ " and e.sequence_number + 0 > " + sequence + " and e.due + 0 > 0)";
	}

	/**
	 * Return the query for the calls of an entity up to one, if that is the last.
	 */
	String upTo() {
		return "select " + COLUMNS + " from " + this.calls + " c where " + this.ofEntity
				+ " and c.parked = false and c.sequence_number + 0 <= ?" + laterThan("?")
				+ " order by c.sequence_number + 0";
	}

	/**
	 * Return the statement that changes what a call is about.
	 */
	String rewrite() {
		return "update " + this.calls + " set operation = ?, payload = ?, attempts = ? where sequence_number = ?";
	}

	private String waits(String row) {
		return "(" + row + ".due > " + this.now + " and " + row + ".due <= " + this.now + " + ?)";
	}

	/**
	 * Return the statement that tells how long the next call waits, of those that do.
	 */
	String nextDue() {
		return "select min(c.due) - " + this.now + " from " + this.calls
				+ " c where c.uid = ? and c.partition_number = ? and c.due > 0 and " + waits("c");
	}

	String remove() {
		return "delete from " + this.calls + " where sequence_number = ?";
	}

	/** What is parked is never due, and is parked once: no other node repeats it. */
	String park() {
		return "update " + this.calls
				+ " set attempts = ?, due = 0, parked = true, error = ? where sequence_number = ? and parked = false";
	}

	String retry() {
		return "update " + this.calls + " set attempts = ?, due = " + this.now
				+ " + ?, error = ? where sequence_number = ?";
	}

	// Not the smallest uid, for which only an index without conditions is of use.
	String firstWaiting() {
		return "select c.uid from " + this.calls + " c where c.parked = false" + this.byUid + this.limit;
	}

	String waitingAfter() {
		return "select c.uid from " + this.calls + " c where c.uid > ? and c.parked = false" + this.byUid + this.limit;
	}

	String oldest() {
		return IntStream.range(0, DurableCall.PARTITIONS)
			.mapToObj((partition) -> "(select recorded from " + this.calls + " where uid = ? and partition_number = "
					+ partition + " and parked = false" + this.inOrder + this.limit.replace("?", "1") + ")")
			.collect(Collectors.joining(" union all ", "select min(o.recorded) from (", ") o"));
	}

	// No parameter: an index of parked calls is of no use for what may be either.
	String count(boolean parked) {
		return "select count(*) from " + this.calls + " where parked = " + parked;
	}

	String counts() {
		return "select parked, count(*), min(recorded) from " + this.calls + " group by parked";
	}

}
