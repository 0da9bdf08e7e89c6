package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * S15, S16, S18: many threads connect, disconnect, mute, send and save at once. What was
 * not muted is delivered exactly once to each receiver that stays connected.
 */
@SpringBootTest(classes = JdbcStore.class, properties = { "spring.datasource.url=jdbc:h2:mem:concurrent-delivery",
		"spring.datasource.hikari.maximum-pool-size=40", "signals.async.queue-capacity=10" })
class ConcurrentDeliveryTests {

	private static final int THREADS = 16;

	private static final int ROUNDS = 100;

	private static final List<Delivery> DELIVERIES = List.of(Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT,
			Delivery.AFTER_COMMIT, Delivery.ASYNC);

	private final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final CyclicBarrier start = new CyclicBarrier(THREADS);

	@Autowired
	private Ledgers ledgers;

	@Autowired
	private Signals signals;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void deliversEveryAcceptedSignalExactlyOnce() throws Exception {
		for (Delivery delivery : DELIVERIES) {
			this.signals.connect(ReceiverSpec.postSave(Ledger.class).delivery(delivery),
					(saved) -> count(delivery, saved.instance().getName()));
			this.signals.connect(ReceiverSpec.of(Told.class).delivery(delivery),
					(told) -> count(delivery, told.instance()));
		}
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Void>> work = new ArrayList<>(
					IntStream.range(0, THREADS).mapToObj((thread) -> (Callable<Void>) () -> work(thread)).toList());
			for (Future<Void> result : executor.invokeAll(work)) {
				result.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		Map<String, Integer> expected = new ConcurrentHashMap<>();
		DELIVERIES.forEach((delivery) -> this.accepted.forEach((name) -> expected.put(delivery + " " + name, 1)));
		await().untilAsserted(() -> assertThat(this.deliveries).hasSameSizeAs(expected));
		assertThat(this.deliveries).isEqualTo(expected);
	}

	private void count(Delivery delivery, String name) {
		this.deliveries.merge(delivery + " " + name, 1, Integer::sum);
	}

	private Void work(int thread) throws Exception {
		this.start.await();
		for (int round = 0; round < ROUNDS; round++) {
			String name = thread + "." + round;
			switch (round % 4) {
				case 0 -> send(accept(name));
				case 1 -> this.transaction.executeWithoutResult((status) -> {
					save(accept(name));
					send(accept(name + " told"));
				});
				case 2 -> this.signals.mute(() -> {
					save(name);
					send(name);
				});
				default -> hearOnlyWhileConnected("receiver of " + thread, accept(name));
			}
		}
		return null;
	}

	private void hearOnlyWhileConnected(String uid, String name) {
		List<String> mine = Collections.synchronizedList(new ArrayList<>());
		assertThat(this.signals.connect(ReceiverSpec.postSave(Ledger.class).uid(uid), (saved) -> {
			if (saved.instance().getName().startsWith(name)) {
				mine.add(saved.instance().getName());
			}
		})).isTrue();
		save(name);
		assertThat(this.signals.disconnect(uid)).isTrue();
		save(accept(name + " afterwards"));
		assertThat(mine).containsExactly(name);
	}

	private String accept(String name) {
		this.accepted.add(name);
		return name;
	}

	private void save(String name) {
		this.ledgers.save(new Ledger(name));
	}

	private void send(String name) {
		this.signals.send(new Told(name));
	}

	record Told(String instance) implements Signal<String> {

	}

}
