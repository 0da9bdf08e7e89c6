package io.github.signals.delivery;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * The transaction managers whose commits are heard.
 */
final class ManagerKeys {

	private static final boolean JTA = ClassUtils.isPresent("jakarta.transaction.TransactionManager",
			ManagerKeys.class.getClassLoader());

	private final Map<ConfigurableTransactionManager, ManagerKey> managers = new IdentityHashMap<>();

	private final Map<String, ManagerKey> names = new ConcurrentHashMap<>();

	private volatile @Nullable JtaTransactions jta;

	/**
	 * Add a manager.
	 * @param manager the manager
	 * @param name its bean name
	 * @param aliases other names of the bean
	 * @return its key, or {@code null} if it is known already
	 */
	synchronized @Nullable ManagerKey add(ConfigurableTransactionManager manager, String name, String... aliases) {
		JtaTransactions jta = JTA ? JtaTransactions.of(manager) : null;
		ManagerKey key = new ManagerKey(jta);
		if (this.managers.putIfAbsent(manager, key) != null) {
			return null;
		}
		this.jta = (this.jta != null) ? this.jta : jta;
		this.names.put(name, key);
		for (String alias : aliases) {
			this.names.put(alias, key);
		}
		return key;
	}

	/**
	 * Find the key of a manager, where there are several of them.
	 * @param name its bean name, or {@code null} for whichever is current
	 */
	@Nullable ManagerKey find(@Nullable String name) {
		return (name != null && this.managers.size() > 1) ? this.names.get(name) : null;
	}

	/**
	 * Return the transactions of the manager of JTA, if there is one.
	 */
	@Nullable JtaTransactions jta() {
		return this.jta;
	}

}
