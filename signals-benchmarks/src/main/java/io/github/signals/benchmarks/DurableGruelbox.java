package io.github.signals.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.SpringInstantiator;
import com.gruelbox.transactionoutbox.SpringTransactionManager;
import com.gruelbox.transactionoutbox.SpringTransactionOutboxConfiguration;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionOutbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Gruelbox's outbox, as its documentation has it with Spring: a call of a bean is
 * recorded in the transaction, handed over in memory after the commit, and deleted in the
 * transaction in which it is made. What is left is looked for each second.
 */
final class DurableGruelbox implements DurableRecorder, AutoCloseable {

	private final ExecutorService executor = Executors.newFixedThreadPool(DurableNode.THREADS);

	private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor();

	private final TransactionOutbox outbox;

	private final Future<?> flushes;

	DurableGruelbox(SpringTransactionManager manager, SpringInstantiator instantiator) {
		this.outbox = TransactionOutbox.builder()
			.transactionManager(manager)
			.instantiator(instantiator)
			.persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
			.submitter(Submitter.withExecutor(this.executor))
			.build();
		this.flushes = this.flusher.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void record(List<Long> items) {
		items.forEach((item) -> this.outbox.schedule(Receiver.class).created(item));
	}

	@Override
	public void committed(List<Long> items) {
		if (this.flushes.isDone()) {
			throw new IllegalStateException("Nobody looks for what is left any more");
		}
	}

	private void flush() {
		boolean more = true;
		while (more) {
			more = this.outbox.flush();
		}
	}

	@Override
	public void close() {
		this.flusher.shutdownNow();
		this.executor.shutdownNow();
	}

	/**
	 * An interface, so that the outbox needs no class of a proxy.
	 */
	interface Receiver {

		void created(long id);

	}

	record ReadingReceiver(ItemReceiver receiver, ItemRepository repository) implements Receiver {

		@Override
		public void created(long id) {
			Item item = this.repository.findById(id).orElseThrow();
			this.receiver.receive(Objects.requireNonNull(item.id()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SpringTransactionOutboxConfiguration.class)
	static class Wiring {

		@Bean
		Receiver receiver(ItemReceiver receiver, ItemRepository repository) {
			return new ReadingReceiver(receiver, repository);
		}

		@Bean
		DurableGruelbox durableGruelbox(SpringTransactionManager manager, SpringInstantiator instantiator) {
			return new DurableGruelbox(manager, instantiator);
		}

	}

}
