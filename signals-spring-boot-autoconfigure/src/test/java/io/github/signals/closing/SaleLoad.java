package io.github.signals.closing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.closing.Sale.Sales;

/**
 * Threads and a scheduler that sell until they are told to stop, whatever closes
 * meanwhile.
 */
class SaleLoad {

	private final Sales sales;

	private final TransactionTemplate transaction;

	private final AtomicInteger numbers;

	private final AtomicInteger tried = new AtomicInteger();

	private final AtomicInteger sold = new AtomicInteger();

	private final List<Thread> threads = new ArrayList<>();

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private volatile boolean stopped;

	SaleLoad(ApplicationContext context, ClosingPlan plan, AtomicInteger numbers) {
		this.sales = context.getBean(Sales.class);
		this.transaction = context.getBean(TransactionTemplate.class);
		this.numbers = numbers;
		for (int i = 0; i < plan.threads(); i++) {
			Thread thread = new Thread(this::sellOn, "seller-" + i);
			this.threads.add(thread);
			thread.start();
		}
		this.scheduler.scheduleWithFixedDelay(this::sell, 0, 1, TimeUnit.MILLISECONDS);
	}

	private void sellOn() {
		while (!this.stopped) {
			sell();
		}
	}

	private void sell() {
		Sale sale = new Sale(this.numbers.incrementAndGet());
		try {
			if (sale.number % 2 == 0) {
				this.sales.save(sale);
			}
			else {
				this.transaction.executeWithoutResult((status) -> this.sales.save(sale));
			}
			this.sold.incrementAndGet();
		}
		catch (RuntimeException ex) {
			// Whether it is committed all the same is told by the database.
		}
		this.tried.incrementAndGet();
	}

	void awaitSold(int more) {
		await(this.sold, more);
	}

	void awaitTried(int more) {
		await(this.tried, more);
	}

	private static void await(AtomicInteger counter, int more) {
		int target = counter.get() + more;
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> counter.get() >= target);
	}

	void stop() throws InterruptedException {
		this.stopped = true;
		this.scheduler.shutdown();
		this.scheduler.awaitTermination(20, TimeUnit.SECONDS);
		for (Thread thread : this.threads) {
			thread.join(20_000);
		}
	}

}
