package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.CallContext;
import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Refuses durable receivers of entities whose sessions work with a data source that has
 * no table for the calls, as each save would fail, and of entities with a tenant where
 * nobody can make it current. Factories that are created later are not known yet; there
 * the save says so.
 */
class DurableSenderCheck implements SmartLifecycle {

	private final ReceiverRegistry registry;

	private final ObjectProvider<PersistenceCapture> capture;

	private final DurableDelivery delivery;

	private final ListableBeanFactory beanFactory;

	private final @Nullable String schema;

	private volatile boolean running;

	DurableSenderCheck(ReceiverRegistry registry, ObjectProvider<PersistenceCapture> capture, DurableDelivery delivery,
			ListableBeanFactory beanFactory, @Nullable String schema) {
		this.registry = registry;
		this.capture = capture;
		this.delivery = delivery;
		this.beanFactory = beanFactory;
		this.schema = schema;
	}

	@Override
	public int getPhase() {
		return this.delivery.getPhase() - 1;
	}

	@Override
	public void start() {
		this.running = true;
		PersistenceCapture known = this.registry.hasDurable() ? this.capture.getIfAvailable() : null;
		if (known == null) {
			return;
		}
		List<DeclarationProblem> problems = new ArrayList<>();
		for (SessionFactoryImplementor factory : known.factories()) {
			checkTenants(factory, problems);
			DataSource dataSource = dataSource(factory);
			if (dataSource != null && !this.delivery.recordsIn(dataSource)) {
				refuse(factory, problems);
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private void checkTenants(SessionFactoryImplementor factory, List<DeclarationProblem> problems) {
		boolean alone = this.beanFactory.getBeanProvider(CallContext.class).stream().findAny().isEmpty();
		for (RegisteredReceiver receiver : this.registry.durable()) {
			if (receiver.isEnabled() && alone) {
				problems.addAll(TenantRules.check(receiver, factory));
			}
			if (receiver.isEnabled() && this.schema == null) {
				problems.addAll(TenantRules.checkSchemas(receiver, factory));
			}
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

	private void refuse(SessionFactoryImplementor factory, List<DeclarationProblem> problems) {
		for (RegisteredReceiver receiver : this.registry.durable()) {
			if (receiver.isEnabled() && TenantRules.hears(receiver, factory)) {
				problems.add(new DeclarationProblem(receiver.uid(), receiver.info().method(),
						"It is DURABLE and hears entities of '" + factory.getName()
								+ "', whose data source has no table for its calls, or no transaction manager.",
						"Add the tables there (io/github/signals/durable/schema-<platform>.sql, or"
								+ " signals.durable.initialize-schema=always) and a transaction manager, or choose"
								+ " another delivery."));
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
