package io.github.signals.delivery;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Writes what the current transactions hold back, such as the changes of a persistence
 * context: whoever opened them, and whatever the store.
 */
final class PendingWrites {

	private static final DefaultTransactionDefinition JOINING = joining();

	private final Supplier<List<PlatformTransactionManager>> managers;

	PendingWrites(Supplier<List<PlatformTransactionManager>> managers) {
		this.managers = managers;
	}

	private static DefaultTransactionDefinition joining() {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				DefaultTransactionDefinition.PROPAGATION_SUPPORTS);
		// So that a manager that validates lets it join every transaction.
		definition.setReadOnly(true);
		return definition;
	}

	void flush() {
		for (PlatformTransactionManager manager : this.managers.get()) {
			TransactionStatus status = manager.getTransaction(JOINING);
			if (status.hasTransaction()) {
				status.flush();
			}
			manager.commit(status);
		}
	}

}
