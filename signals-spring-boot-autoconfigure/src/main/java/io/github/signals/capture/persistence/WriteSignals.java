package io.github.signals.capture.persistence;

import java.util.function.Supplier;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.EntitySignal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.BulkSignals;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Who hears what the sessions of one factory write, and how it is sent to them.
 */
final class WriteSignals implements BulkSignals<SharedSessionContractImplementor> {

	private final Supplier<Dispatcher> dispatcher;

	private volatile ReceiverRegistry registry;

	private final Supplier<@Nullable String> using;

	private final IdentifierAccessor identifiers;

	private final SessionTransactions transactions;

	private final LinkSignals links;

	private final RecursionLimit recursion;

	private volatile @Nullable PartMappings parts;

	WriteSignals(Supplier<Dispatcher> dispatcher, ReceiverRegistry registry, Supplier<@Nullable String> using,
			IdentifierAccessor identifiers, RecursionLimit recursion) {
		this.dispatcher = dispatcher;
		this.registry = registry;
		this.using = using;
		this.identifiers = identifiers;
		this.recursion = recursion;
		this.transactions = new SessionTransactions(dispatcher);
		this.links = new LinkSignals(this::registry);
	}

	/**
	 * What is left of a capture whose application context is gone.
	 */
	static WriteSignals toNobody(ReceiverRegistry registry) {
		Dispatcher dispatcher = new Dispatcher(registry, (signal, context, routes) -> {
		}, () -> null);
		return new WriteSignals(() -> dispatcher, registry, () -> null, IdentifierAccessor.NONE, new RecursionLimit(1));
	}

	Dispatcher dispatcher() {
		return this.dispatcher.get();
	}

	ReceiverRegistry registry() {
		return this.registry;
	}

	/**
	 * Go on with those who are connected at this moment.
	 */
	void hearing(ReceiverRegistry frozen) {
		this.registry = frozen;
	}

	@Override
	public SenderRoutes routes(Class<?> sender) {
		return this.registry.routes(sender);
	}

	SenderRoutes routes(EntityPersister persister) {
		SenderRoutes routes = this.registry.routes(persister.getMappedClass());
		return (this.registry.hasPartReceivers() && !parts(persister.getFactory()).of(persister).isEmpty())
				? routes.asPart() : routes;
	}

	/**
	 * Return which entities of a factory are parts of what is heard as a whole.
	 */
	PartMappings parts(SessionFactoryImplementor factory) {
		PartMappings known = this.parts;
		if (known == null || !this.registry.isStill(known.state())) {
			known = PartMappings.of(factory, this.registry);
			this.parts = known;
		}
		return known;
	}

	@Override
	public DispatchContext context(Origin origin) {
		return this.dispatcher.get().context(this.using.get(), origin, this.identifiers);
	}

	LinkSignals links() {
		return this.links;
	}

	RecursionLimit recursion() {
		return this.recursion;
	}

	/**
	 * Return whether somebody wants to know the transactions of sessions.
	 */
	boolean isTraced() {
		return this.registry.trace() != null;
	}

	/**
	 * Call those who hear a signal at once, in the transaction of a session.
	 */
	void nowIn(SharedSessionContractImplementor session, EntitySignal<?> signal, SenderRoutes routes,
			@Nullable CallObserver observer) {
		if (isTraced()) {
			deferral(session).within(() -> now(signal, routes, observer));
		}
		else {
			now(signal, routes, observer);
		}
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes) {
		return this.dispatcher.get().now(signal, routes);
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes, @Nullable CallObserver observer) {
		return this.dispatcher.get().now(signal, routes, observer);
	}

	/**
	 * Call those who hear a signal at once, if there are any.
	 */
	boolean nowIfHeard(EntitySignal<?> signal, SenderRoutes routes, @Nullable CallObserver observer) {
		return routes.of(signal.getClass()).hasImmediate() && now(signal, routes, observer);
	}

	/**
	 * Return who takes what a session writes for the end of the transaction that it is in
	 * now.
	 */
	Deferral deferral(SharedSessionContractImplementor session) {
		return this.transactions.deferral(session);
	}

	/**
	 * Return who takes what a session has written in a transaction that has just ended.
	 */
	Deferral deferralAtEnd(SharedSessionContractImplementor session) {
		return this.transactions.deferralAtEnd(session);
	}

	void later(EntitySignal<?> signal, SenderRoutes routes, Deferral deferral) {
		this.dispatcher.get().later(signal, (DispatchContext) signal.context(), routes, deferral);
	}

	@Override
	public void written(BulkWrite<?> signal, SenderRoutes routes, SharedSessionContractImplementor session) {
		Deferral transaction = deferral(session);
		transaction.within(() -> this.dispatcher.get().written(signal, routes, transaction));
	}

	/**
	 * Return what takes many signals of the transaction that something takes signals for.
	 */
	Deferral inTransaction(Deferral transaction) {
		return transaction.forTransaction(this.using.get());
	}

}
