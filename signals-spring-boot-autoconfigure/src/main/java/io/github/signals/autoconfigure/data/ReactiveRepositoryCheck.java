package io.github.signals.autoconfigure.data;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Warns about receivers of entities that only reactive repositories store: calls to these
 * repositories return before anything is written and are not captured.
 */
class ReactiveRepositoryCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ReactiveRepositoryCheck.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ReceiverRegistry registry;

	private final BooleanSupplier present;

	private final Predicate<RepositoryMetadata> reactive;

	/**
	 * Create an instance.
	 * @param beanFactory where the repositories are
	 * @param registry the receivers
	 * @param present whether there may be reactive repositories at all
	 * @param reactive which repositories are reactive
	 */
	ReactiveRepositoryCheck(ConfigurableListableBeanFactory beanFactory, ReceiverRegistry registry,
			BooleanSupplier present, Predicate<RepositoryMetadata> reactive) {
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.present = present;
		this.reactive = reactive;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.registry.receivers().isEmpty() && this.present.getAsBoolean()) {
			check();
		}
	}

	private void check() {
		Map<String, Class<?>> reactiveOnly = new TreeMap<>();
		Set<Class<?>> others = new HashSet<>();
		for (String name : this.beanFactory.getBeanNamesForType(Repository.class, true, false)) {
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null && type.isInterface()) {
				RepositoryMetadata repository = AbstractRepositoryMetadata.getMetadata(type);
				if (this.reactive.test(repository)) {
					reactiveOnly.put(type.getName(), repository.getDomainType());
				}
				else {
					others.add(repository.getDomainType());
				}
			}
		}
		reactiveOnly.values().removeAll(others);
		reactiveOnly.forEach(this::warn);
	}

	private void warn(String repository, Class<?> entity) {
		List<String> uids = this.registry.receivers()
			.stream()
			.filter((receiver) -> hears(receiver, entity))
			.map(ReceiverInfo::uid)
			.toList();
		if (!uids.isEmpty()) {
			logger.warn(
					"Receivers {} are not called when {} stores {}: the repository is reactive, and calls to reactive"
							+ " repositories are not captured. Send a signal of your own after each write.",
					uids, repository, entity.getName());
		}
	}

	/**
	 * Return whether a receiver names the entity or what it is of: one of everything has
	 * others to hear.
	 */
	private static boolean hears(ReceiverInfo receiver, Class<?> entity) {
		return receiver.signals().stream().anyMatch((signal) -> signal.getPackage() == Signal.class.getPackage())
				&& receiver.senders()
					.stream()
					.anyMatch((sender) -> sender != Object.class && sender.isAssignableFrom(entity));
	}

}
