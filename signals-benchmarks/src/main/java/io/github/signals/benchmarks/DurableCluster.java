package io.github.signals.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The nodes of an application, which share a database. Eight threads write, on as many
 * nodes as there are to be.
 */
final class DurableCluster implements AutoCloseable {

	private final Deliveries deliveries = new Deliveries();

	private final Crew crew = new Crew();

	private final List<DurableNode> nodes;

	private long written;

	DurableCluster(DurableVariant variant, String url, int nodes, Class<?>... others) {
		this(variant, ReceiverWork.COUNT, url, nodes, others);
	}

	DurableCluster(DurableVariant variant, ReceiverWork work, String url, int nodes, Class<?>... others) {
		this.nodes = IntStream.range(0, nodes)
			.mapToObj((index) -> new DurableNode(variant, url, index == 0, this.deliveries, work, others))
			.toList();
	}

	/**
	 * Write, and have all calls be made.
	 * @param count how many nodes write and call
	 * @param rows how many items a transaction creates
	 * @param transactions how many transactions there are
	 */
	Rates deliver(int count, int rows, int transactions) {
		use(count);
		long items = (long) rows * transactions;
		long end = this.deliveries.items() + items;
		CpuTime cpu = CpuTime.start(this.nodes.get(0).connection());
		long start = System.nanoTime();
		write(count, rows, transactions);
		long recorded = System.nanoTime() - start;
		Patience.await(() -> this.deliveries.items() >= end);
		Patience.await(() -> !this.nodes.get(0).isAnyWaiting());
		long delivered = System.nanoTime() - start;
		double used = cpu.used() / items;
		return new Rates(items * 1e9 / recorded, items * 1e9 / delivered, used);
	}

	/**
	 * Have all calls be made that wait.
	 * @return how fast they were made, and nothing recorded
	 */
	Rates drain() {
		long items = waiting();
		long end = this.deliveries.items() + items;
		CpuTime cpu = CpuTime.start(this.nodes.get(0).connection());
		long start = System.nanoTime();
		use(1);
		Patience.await(() -> this.deliveries.items() >= end && !this.nodes.get(0).isAnyWaiting());
		long delivered = System.nanoTime() - start;
		return new Rates(0, items * 1e9 / delivered, cpu.used() / items);
	}

	/**
	 * Write on one node, and wait until the receiver has got all, or has failed for them.
	 * @return how many items a second it has got
	 */
	double receiveOthers(int rows, int transactions) {
		use(1);
		long before = this.deliveries.items();
		long start = System.nanoTime();
		write(1, rows, transactions);
		Patience.await(() -> this.deliveries.items() + this.deliveries.failed() >= this.written);
		long received = System.nanoTime() - start;
		return (this.deliveries.items() - before) * 1e9 / received;
	}

	/**
	 * Write on one node, and wait until the receiver that counts has got as many more,
	 * whatever others do, and whatever waits.
	 * @return how many items a second it has been called for
	 */
	double receive(int rows, int transactions) {
		use(1);
		long end = this.deliveries.items() + (long) rows * transactions;
		long start = System.nanoTime();
		write(1, rows, transactions);
		Patience.await(() -> this.deliveries.items() >= end);
		return (double) rows * transactions * 1e9 / (System.nanoTime() - start);
	}

	/**
	 * Make no more calls.
	 */
	void stop() {
		use(0);
	}

	/**
	 * Forget what waits.
	 * @return how many calls had failed
	 */
	long forget() {
		long failed = this.nodes.get(0).failed();
		this.nodes.get(0).forget();
		return failed;
	}

	/**
	 * Have so many calls wait, and make none.
	 * @param backlog how many
	 * @param rows how many items a transaction creates meanwhile
	 */
	void fill(long backlog, int rows) {
		use(0);
		long missing = backlog - waiting();
		if (missing > 0) {
			write(1, rows, (int) (missing / rows));
			write(1, (int) (missing % rows), (missing % rows > 0) ? 1 : 0);
			this.nodes.get(0).analyze();
		}
	}

	private void use(int count) {
		for (int i = 0; i < this.nodes.size(); i++) {
			this.nodes.get(i).deliver(i < count);
		}
	}

	private void write(int count, int rows, int transactions) {
		expect((long) rows * transactions);
		AtomicInteger next = new AtomicInteger();
		this.crew.work(Crew.MOST, () -> {
			for (int i = next.getAndIncrement(); i < transactions; i = next.getAndIncrement()) {
				this.nodes.get(i % count).write(rows);
			}
		});
	}

	private long waiting() {
		return this.nodes.get(0).waiting();
	}

	/**
	 * Have the receiver be called for as many items more.
	 */
	void expect(long items) {
		this.written += items;
	}

	/**
	 * Return how many calls were one more for the same item.
	 */
	long repeated() {
		return this.deliveries.repeated();
	}

	/**
	 * Return for how many items a receiver has failed.
	 */
	long failed() {
		return this.deliveries.failed();
	}

	/**
	 * Make no more calls, and fail if there is an item for which none was made and none
	 * waits.
	 */
	void check() {
		use(0);
		if (this.deliveries.items() + waiting() != this.written) {
			throw new IllegalStateException("Calls are missing or too many: " + this);
		}
	}

	@Override
	public String toString() {
		return this.deliveries.items() + " of " + this.written + " items were received, " + waiting() + " wait";
	}

	@Override
	public void close() {
		this.crew.close();
		this.nodes.forEach(DurableNode::close);
	}

	/**
	 * How fast it went, from the beginning of the first transaction on.
	 *
	 * @param recorded how many items a second, until the last transaction had ended
	 * @param delivered how many items a second, until the last receiver had returned and
	 * its record was gone
	 * @param cpu what the cores did for an item, in this process and in the database, in
	 * microseconds
	 */
	record Rates(double recorded, double delivered, double cpu) {

	}

}
