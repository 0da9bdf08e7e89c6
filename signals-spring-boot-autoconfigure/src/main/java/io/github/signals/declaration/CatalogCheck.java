package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Checks the receivers of an application against the entities that it stores: at startup,
 * and again when a store appears that is created later.
 */
final class CatalogCheck {

	private static final Logger logger = LoggerFactory.getLogger(CatalogCheck.class);

	private final Supplier<EntityCatalog> catalog;

	private final EntityMethods methods = new EntityMethods();

	/** What was connected before all entities were known, by uid. */
	private final Map<String, SpecifiedReceiver> early = new ConcurrentHashMap<>();

	private boolean started;

	private Runnable end = () -> {
	};

	CatalogCheck(Supplier<EntityCatalog> catalog) {
		this.catalog = catalog;
	}

	/**
	 * Check all connected receivers, now and each time a store appears.
	 * @param connected the receivers
	 * @return the problems
	 */
	synchronized List<DeclarationProblem> start(Collection<ConnectedReceiver> connected) {
		EntityCatalog catalog = this.catalog.get();
		this.end = catalog.onGrowth(() -> {
			// The check itself may cause a store to appear.
			if (!Thread.holdsLock(this)) {
				refuse(check(catalog, connected));
			}
		});
		this.started = true;
		return check(catalog, connected);
	}

	private static void refuse(List<DeclarationProblem> problems) {
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private synchronized List<DeclarationProblem> check(EntityCatalog catalog,
			Collection<ConnectedReceiver> connected) {
		CatalogRules rules = new CatalogRules(catalog);
		List<DeclarationProblem> problems = new ArrayList<>();
		List<RegisteredReceiver> unheard = new ArrayList<>();
		for (ConnectedReceiver receiver : connected) {
			problems.addAll(rules.check(receiver.declaration()));
			if (rules.neverHears(receiver.declaration())) {
				unheard.add(receiver.receiver());
			}
		}
		this.early.values().forEach((receiver) -> problems.addAll(rules.check(receiver)));
		if (!rules.isGrowing()) {
			this.early.clear();
		}
		warnOfUnheard(unheard);
		warnOfMethods(catalog, connected);
		return problems;
	}

	/**
	 * Return whether all receivers of the application have been found.
	 */
	synchronized boolean isStarted() {
		return this.started;
	}

	/**
	 * Check a receiver that is connected at run time. Problems that cannot be detected
	 * yet are reported when the application has started or another store appears.
	 */
	synchronized void check(String uid, SpecifiedReceiver receiver) {
		CatalogRules rules = this.started ? new CatalogRules(this.catalog.get()) : null;
		if (rules != null) {
			SpecifiedReceiver.refuse(rules.check(receiver));
		}
		if (rules == null || rules.isGrowing()) {
			this.early.putIfAbsent(uid, receiver);
		}
	}

	/**
	 * Forget a receiver that was not connected, as its uid is taken.
	 */
	void forget(String uid, SpecifiedReceiver receiver) {
		this.early.remove(uid, receiver);
	}

	/**
	 * Forget a receiver that has been disconnected. Takes no lock: the registry is
	 * locked.
	 */
	void forget(String uid) {
		this.early.remove(uid);
	}

	private static void warnOfUnheard(List<RegisteredReceiver> unheard) {
		if (!unheard.isEmpty()) {
			logger.warn("Receivers {} hear entities, but this application does not store any: it has neither a Spring"
					+ " Data mapping context nor an EntityManagerFactory. Add a starter for a data store and the"
					+ " entities, or hear one of the application's own signals.", unheard);
		}
	}

	private void warnOfMethods(EntityCatalog catalog, Collection<ConnectedReceiver> connected) {
		Set<Class<?>> types = new LinkedHashSet<>(catalog.types());
		types.addAll(catalog.embeddables());
		connected.forEach((receiver) -> types.remove(receiver.declaration().beanType()));
		Set<String> found = this.methods.find(types);
		if (!found.isEmpty()) {
			logger.warn("The receiver methods {} are never called, because an instance of an entity class is not a"
					+ " bean. Move their code to a bean method that takes the entity.", found);
		}
	}

	synchronized void stop() {
		this.end.run();
	}

}
