package io.github.signals.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Where the journals of one transaction manager are found while they are suspended. Every
 * key is different.
 */
final class ManagerKey {

	private final @Nullable JtaTransactions jta;

	ManagerKey(@Nullable JtaTransactions jta) {
		this.jta = jta;
	}

	/**
	 * Return the transactions of the manager, if they are of JTA.
	 */
	@Nullable JtaTransactions jta() {
		return this.jta;
	}

}
