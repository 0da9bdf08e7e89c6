package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.Identity;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Sends the signals of what the sessions of one factory write: never inside a flush.
 */
final class WriteSignals {

	private final Supplier<Dispatcher> dispatcher;

	private volatile ReceiverRegistry registry;

	private final Supplier<@Nullable String> using;

	private final Identity identity;

	private final SessionTransactions transactions;

	private final LinkSignals links;

	private final int maxDepth;

	WriteSignals(Supplier<Dispatcher> dispatcher, ReceiverRegistry registry, Supplier<@Nullable String> using,
			Identity identity, int maxDepth) {
		this.dispatcher = dispatcher;
		this.registry = registry;
		this.using = using;
		this.identity = identity;
		this.maxDepth = maxDepth;
		this.transactions = new SessionTransactions(dispatcher);
		this.links = new LinkSignals(this);
	}

	/**
	 * What is left of a capture whose application context is gone.
	 */
	static WriteSignals toNobody(ReceiverRegistry registry) {
		Dispatcher dispatcher = new Dispatcher(registry, (signal, context, routes) -> {
		}, () -> null);
		return new WriteSignals(() -> dispatcher, registry, () -> null, Identity.NONE, 1);
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

	SenderRoutes routes(EntityPersister persister) {
		return this.registry.routes(persister.getMappedClass());
	}

	/**
	 * Note who and what leads to the writes of this moment.
	 */
	DispatchContext context(Origin origin) {
		return this.dispatcher.get().context(this.using.get(), origin, this.identity);
	}

	Snapshot snapshot(Object entity, SharedSessionContractImplementor session) {
		return Snapshot.of(entity, session.getEntityPersister(null, entity), session);
	}

	void preSave(Object entity, SenderRoutes routes, DispatchContext context, @Nullable CallObserver observer) {
		now(new PreSave<>(routes.sender(), entity, context), routes, observer);
	}

	void preDelete(Object entity, SenderRoutes routes, DispatchContext context, @Nullable CallObserver observer) {
		now(new PreDelete<>(routes.sender(), entity, context), routes, observer);
	}

	/**
	 * Send the signals of what was written.
	 * @return whether a receiver was called
	 */
	boolean deliver(SessionWrites session, Collection<Write> batch, Collection<LinkChange> linked,
			Map<Object, Announcement> reverted, int depth) {
		if (depth > this.maxDepth) {
			throw writtenTooOften(batch, linked, session);
		}
		if (depth == this.maxDepth) {
			session.announced().watch();
		}
		boolean[] heard = new boolean[1];
		Deferral transaction = registry().hasDeferred() ? session.deferral() : dispatcher().deferral();
		transaction.duringFlush(() -> {
			DispatchContext context = context(Origin.FLUSH);
			defer(session, batch, context);
			List<LinkSignals.Heard> links = this.links.defer(linked, context, session);
			for (Write write : batch) {
				heard[0] |= write.isHeardAtOnce() && write.isWritten()
						&& new WriteDelivery(this, session.session(), session, write, context).deliver();
			}
			for (LinkSignals.Heard link : links) {
				heard[0] |= now(link.signal(), link.routes(), session.announced().watching());
			}
			reverted.forEach((entity, announced) -> heard[0] |= reverted(entity, announced, session, context));
		});
		return heard[0];
	}

	private boolean reverted(Object entity, Announcement announced, SessionWrites session, DispatchContext context) {
		EntityEntry entry = session.session().getPersistenceContextInternal().getEntry(entity);
		Snapshot state = announced.state();
		if (entry == null || state == null) {
			return false;
		}
		EntityPersister persister = entry.getPersister();
		Changes changes = state.changesTo(persister.getValues(entity), entity, session.session());
		SenderRoutes routes = routes(persister);
		return now(new PostSave<>(routes.sender(), entity, false, changes, context), routes, session);
	}

	private ReceiverRecursionException writtenTooOften(Collection<Write> batch, Collection<LinkChange> linked,
			SessionWrites session) {
		Culprits culprits = session.announced().watch();
		batch.forEach((write) -> culprits.blame(write.entity, write.cause()));
		linked.forEach((change) -> culprits.blame(change.owner(), null));
		return new ReceiverRecursionException("Receivers have triggered writes that trigger further receivers more"
				+ " than " + this.maxDepth + " times (signals.recursion.max-depth): " + culprits);
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes) {
		return this.dispatcher.get().now(signal, routes);
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes, @Nullable CallObserver observer) {
		if (observer != null) {
			observer.beforeCalls(signal);
		}
		return this.dispatcher.get().now(signal, routes, observer);
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes, @Nullable SessionWrites session) {
		if (!routes.of(signal.getClass()).hasImmediate()) {
			return false;
		}
		return now(signal, routes, (session != null) ? session.announced() : (CallObserver) null);
	}

	int maxDepth() {
		return this.maxDepth;
	}

	/**
	 * Receivers of what comes before a save go on adding entities.
	 * @param added the last ones
	 */
	ReceiverRecursionException addedTooOften(Collection<?> added, SessionWrites writes) {
		Culprits culprits = writes.announced().watch();
		added.forEach((entity) -> culprits.blame(entity, writes.announced().causeOf(entity)));
		return new ReceiverRecursionException("PreSave receivers have added entities that trigger further PreSave"
				+ " receivers more than " + this.maxDepth + " times (signals.recursion.max-depth): " + culprits);
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

	/**
	 * Tell receivers after a rollback what was written and not signalled yet.
	 */
	void undone(SessionWrites session, Collection<Write> written, Collection<LinkChange> linked) {
		DispatchContext context = context(Origin.FLUSH);
		defer(session, written, context);
		this.links.defer(linked, context, session);
		session.announced().undone(session.deferral());
	}

	/**
	 * Keep what was written for the end of the transaction, before receivers write more.
	 */
	private void defer(SessionWrites session, Collection<Write> written, DispatchContext context) {
		if (registry().hasDeferred()) {
			Deferral transaction = session.deferral();
			Deferral flush = transaction.forTransaction(this.using.get());
			for (Write write : written) {
				if (write.isWritten()) {
					new WriteDelivery(this, session.session(), session, write, context).defer(flush, transaction);
				}
			}
		}
	}

	/**
	 * Tell receivers after a rollback what was announced and not written.
	 */
	void undone(SessionImplementor session, Object entity, Announcement announced, boolean deleted, Deferral deferral) {
		SenderRoutes routes = (announced.routes() != null) ? announced.routes()
				: routes(Announcement.persister(entity, session));
		if (!announced.signalled() || !routes.hearNetChange()) {
			return;
		}
		if (deleted) {
			later(new PostDelete<>(routes.sender(), entity, announced.context()), routes, deferral);
			return;
		}
		Changes changes = announced.changes(entity, routes, session);
		later(new PostSave<>(routes.sender(), entity, announced.created(), changes, announced.context()), routes,
				deferral);
	}

}
