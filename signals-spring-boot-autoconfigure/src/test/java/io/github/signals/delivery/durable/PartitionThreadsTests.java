package io.github.signals.delivery.durable;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionThreadsTests {

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	private final Semaphore ends = new Semaphore(0);

	private final PartitionThreads threads = new PartitionThreads(1, this.looks::incrementAndGet);

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
	}

	private void begin(int count) {
		for (int i = 0; i < count; i++) {
			this.threads.execute(() -> {
				this.begun.incrementAndGet();
				this.ends.acquireUninterruptibly();
			});
		}
		DurableTestBase.await().until(() -> this.begun.get() == count);
	}

	private void endOne() {
		long ended = this.threads.getCompletedTaskCount();
		this.ends.release();
		DurableTestBase.await().until(() -> this.threads.getCompletedTaskCount() == ended + 1);
	}

	@Test
	void looksForMoreWhenAThreadIsLeftAgain() {
		begin(3);
		endOne();
		assertThat(this.looks).hasValue(1);
	}

	@Test
	void looksForNothingWhereThereWereThreads() {
		begin(2);
		endOne();
		assertThat(this.looks).hasValue(0);
	}

}
