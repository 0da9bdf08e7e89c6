package io.github.signals.delivery;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.CallRecording;

/**
 * The current transaction of Spring's, whichever it is.
 */
final class SpringTransaction implements JournalTransaction {

	private static final Logger logger = LoggerFactory.getLogger(SpringTransaction.class);

	private final PendingWrites pendingWrites;

	private final SuspendedTransactions suspendedTransactions;

	private final Supplier<List<PlatformTransactionManager>> managers;

	private final Supplier<CallRecorder> recorder;

	SpringTransaction(Supplier<List<PlatformTransactionManager>> managers, Supplier<CallRecorder> recorder) {
		this.pendingWrites = new PendingWrites(managers);
		this.suspendedTransactions = new SuspendedTransactions(managers);
		this.managers = managers;
		this.recorder = recorder;
	}

	/**
	 * Ask for the beans that the end of a transaction needs: it may come after that of
	 * the application context. Nothing is thrown, as the transaction has begun already
	 * and nobody would end it: an unavailable bean fails its end.
	 * @param durable whether calls may have to be recorded
	 */
	void prepare(boolean durable) {
		try {
			this.managers.get();
			if (durable) {
				this.recorder.get();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The beans for the end of a transaction are not available yet; they will be requested"
					+ " again at its end", ex);
		}
	}

	@Override
	public @Nullable String name() {
		return TransactionSynchronizationManager.getCurrentTransactionName();
	}

	@Override
	public void flush() {
		this.pendingWrites.flush();
	}

	@Override
	public CallRecording openRecording() {
		return this.recorder.get().open();
	}

	@Override
	public Suspension suspend() {
		return this.suspendedTransactions.suspend();
	}

}
