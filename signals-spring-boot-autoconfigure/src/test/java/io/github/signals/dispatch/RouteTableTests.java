package io.github.signals.dispatch;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the look-up of routes, with many senders and from many threads.
 */
class RouteTableTests {

	private static final int THREADS = 8;

	private static final int ROUNDS = 50;

	private final RouteTable table = new RouteTable();

	@Test
	void knowsNobodyAtFirst() {
		assertThat(this.table.get(String.class)).isNull();
	}

	@Test
	void keepsTheFirstRoutesOfASender() {
		SenderRoutes first = routes(String.class);
		assertThat(this.table.add(first)).isSameAs(first);
		assertThat(this.table.add(routes(String.class))).isSameAs(first);
		assertThat(this.table.get(String.class)).isSameAs(first);
	}

	@Test
	void findsEachOfManySenders() {
		List<Class<?>> senders = senders().toList();
		List<SenderRoutes> added = senders.stream().map((sender) -> this.table.add(routes(sender))).toList();
		assertThat(senders.stream().<SenderRoutes>map((sender) -> this.table.get(sender))).isEqualTo(added);
		assertThat(this.table.get(RouteTableTests.class)).isNull();
	}

	@Test
	void neverConfusesSendersThatComeAtTheSameTime() throws Exception {
		List<Class<?>> senders = senders().toList();
		for (int round = 0; round < ROUNDS; round++) {
			RouteTable fresh = new RouteTable();
			List<List<SenderRoutes>> found = onManyThreads(
					() -> senders.stream().map((sender) -> getOrAdd(fresh, sender)).toList());
			assertThat(found.get(0)).extracting(SenderRoutes::sender).isEqualTo(senders);
			assertThat(found).allSatisfy((routes) -> assertThat(routes).isEqualTo(found.get(0)));
		}
	}

	@Test
	void hearsWhoConnectsWhileOthersRead() throws Exception { // S15
		SignalsFixture fixture = new SignalsFixture();
		List<Class<?>> senders = senders().toList();
		List<List<SenderRoutes>> found = onManyThreads(() -> senders.stream().map((sender) -> {
			fixture.signals.connect(ReceiverSpec.postSave(sender), (saved) -> {
			});
			return fixture.registry.routes(sender);
		}).toList());
		assertThat(found).allSatisfy((all) -> assertThat(all).extracting(SenderRoutes::sender).isEqualTo(senders))
			.allSatisfy((all) -> assertThat(all).allMatch((routes) -> routes.of(PostSave.class).hasImmediate()));
		assertThat(senders).extracting((sender) -> fixture.registry.routes(sender).of(PostSave.class).uids())
			.allSatisfy((uids) -> assertThat(uids).hasSize(THREADS));
	}

	private static SenderRoutes getOrAdd(RouteTable table, Class<?> sender) {
		SenderRoutes known = table.get(sender);
		return (known != null) ? known : table.add(routes(sender));
	}

	private static <T> List<T> onManyThreads(Callable<T> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<T> results = new ArrayList<>();
			CyclicBarrier start = new CyclicBarrier(THREADS);
			Callable<T> together = () -> {
				start.await();
				return work.call();
			};
			for (Future<T> result : threads.invokeAll(Collections.nCopies(THREADS, together))) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			threads.shutdown();
		}
	}

	private static SenderRoutes routes(Class<?> sender) {
		return new SenderRoutes(sender, List.of(), (signal) -> new Route(List.of(), null, null));
	}

	/**
	 * Return classes that are told apart: arrays of one to a hundred dimensions.
	 */
	private static Stream<Class<?>> senders() {
		Stream<Class<?>> arrays = Stream.iterate(Integer.class,
				(type) -> Array.newInstance(Objects.requireNonNull(type), 0).getClass());
		return arrays.limit(100);
	}

}
