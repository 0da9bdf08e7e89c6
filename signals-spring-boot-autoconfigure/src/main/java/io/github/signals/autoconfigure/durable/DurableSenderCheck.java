package io.github.signals.autoconfigure.durable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.autoconfigure.jpa.PersistenceUnits;
import io.github.signals.autoconfigure.jpa.TransactionManagerNames;
import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.delivery.durable.UnusableTablesException;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Refuses durable receivers of entities whose sessions use a data source that has no
 * table for the calls, because each save would fail, and of entities with a tenant that
 * nothing can make current. The data source of a factory that is created later is not
 * checked: there, the save fails.
 */
class DurableSenderCheck implements SmartLifecycle {

	private final ReceiverRegistry registry;

	private final ObjectProvider<PersistenceUnits> units;

	private final ObjectProvider<PersistenceCapture> capture;

	private final DurableDelivery delivery;

	private final ListableBeanFactory beanFactory;

	private final TenantRules tenants;

	private Runnable stopListening = () -> {
	};

	private volatile boolean running;

	DurableSenderCheck(ReceiverRegistry registry, ObjectProvider<PersistenceUnits> units,
			ObjectProvider<PersistenceCapture> capture, DurableDelivery delivery, ListableBeanFactory beanFactory,
			TenantRules tenants) {
		this.registry = registry;
		this.units = units;
		this.capture = capture;
		this.delivery = delivery;
		this.beanFactory = beanFactory;
		this.tenants = tenants;
	}

	@Override
	public int getPhase() {
		return this.delivery.getPhase() - 1;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.registry.hasDurableReceivers()) {
			return;
		}
		Set<SessionFactoryImplementor> factories = new LinkedHashSet<>();
		this.units.ifAvailable((units) -> {
			this.stopListening = units.onAppearance((factory) -> refuse(this.tenants.check(sessions(factory))));
			units.factories().forEach((factory) -> factories.add(sessions(factory)));
		});
		List<DeclarationProblem> problems = new ArrayList<>();
		factories.forEach((factory) -> problems.addAll(this.tenants.check(factory)));
		this.capture.ifAvailable((capture) -> capture.factories().forEach((factory) -> {
			if (factories.add(factory)) {
				problems.addAll(this.tenants.check(factory));
			}
			checkDataSource(factory, problems);
		}));
		refuse(problems);
	}

	private static SessionFactoryImplementor sessions(EntityManagerFactory factory) {
		return factory.unwrap(SessionFactoryImplementor.class);
	}

	private static void refuse(List<DeclarationProblem> problems) {
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private void checkDataSource(SessionFactoryImplementor factory, List<DeclarationProblem> problems) {
		DataSource dataSource = dataSource(factory);
		if (dataSource != null && !this.delivery.recordsIn(dataSource)) {
			refuse(factory, this.delivery.refusal(dataSource), problems);
		}
	}

	/**
	 * Return where the sessions of a factory get their connections, if calls are recorded
	 * there.
	 */
	private @Nullable DataSource dataSource(SessionFactoryImplementor factory) {
		String name = new TransactionManagerNames(this.beanFactory).find(factory);
		if (name != null
				&& DurableDataSources.of(this.beanFactory.getBean(name, PlatformTransactionManager.class)) == null) {
			// Recorded elsewhere: with JTA, or when the transaction has been committed.
			return null;
		}
		ConnectionProvider provider = factory.getServiceRegistry().getService(ConnectionProvider.class);
		boolean known = provider != null && provider.isUnwrappableAs(DataSource.class);
		return known ? provider.unwrap(DataSource.class) : null;
	}

	private void refuse(SessionFactoryImplementor factory, @Nullable UnusableTablesException refusal,
			List<DeclarationProblem> problems) {
		for (RegisteredReceiver receiver : this.registry.durable()) {
			if (receiver.isEnabled() && TenantRules.hears(receiver, factory)) {
				problems.add((refusal != null) ? refused(receiver, factory, refusal) : withoutTable(receiver, factory));
			}
		}
	}

	private static DeclarationProblem refused(RegisteredReceiver receiver, SessionFactoryImplementor factory,
			UnusableTablesException refusal) {
		return DeclarationProblem.ofReceiver(receiver.info(),
				"The receiver is DURABLE and hears entities of '" + factory.getName() + "'. " + refusal.description(),
				refusal.action());
	}

	private static DeclarationProblem withoutTable(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		return DeclarationProblem.ofReceiver(receiver.info(),
				"The receiver is DURABLE and hears entities of '" + factory.getName()
						+ "', whose data source has no table for its calls or no transaction manager.",
				"Create the tables in that database (io/github/signals/durable/schema-<platform>.sql, or"
						+ " signals.durable.initialize-schema=always) and configure a transaction manager for it, or"
						+ " choose another delivery.");
	}

	@Override
	public void stop() {
		this.running = false;
		this.stopListening.run();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
