package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

	private final ReceiverRegistry registry;

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

	void preSave(Object entity, SenderRoutes routes, DispatchContext context) {
		this.dispatcher.get().now(new PreSave<>(routes.sender(), entity, context), routes);
	}

	void preDelete(Object entity, SenderRoutes routes, DispatchContext context) {
		this.dispatcher.get().now(new PreDelete<>(routes.sender(), entity, context), routes);
	}

	/**
	 * Send the signals of what was written.
	 * @return whether a receiver was called
	 */
	boolean deliver(SessionWrites session, Collection<Write> batch, Collection<LinkChange> linked,
			Map<Object, Announcement> reverted, int depth) {
		if (depth > this.maxDepth) {
			throw new ReceiverRecursionException("Receivers write what is heard by receivers that write, more than "
					+ this.maxDepth + " times (signals.recursion.max-depth): " + receivers(batch));
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
				heard[0] |= now(link.signal(), link.routes());
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

	private Set<String> receivers(Collection<Write> batch) {
		Set<String> uids = new TreeSet<>();
		for (Write write : batch) {
			String cause = write.cause();
			if (cause != null) {
				uids.add(cause);
			}
			else {
				uids.addAll(write.routes.of(write.isDeleted() ? PostDelete.class : PostSave.class).uids());
			}
		}
		return uids;
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes) {
		return this.dispatcher.get().now(signal, routes);
	}

	boolean now(EntitySignal<?> signal, SenderRoutes routes, @Nullable SessionWrites session) {
		if (!routes.of(signal.getClass()).hasImmediate()) {
			return false;
		}
		if (session == null) {
			return now(signal, routes);
		}
		session.announced().beforeCalls(signal);
		return this.dispatcher.get().now(signal, routes, session.announced());
	}

	int maxDepth() {
		return this.maxDepth;
	}

	/**
	 * Receivers of what comes before a save go on adding entities.
	 * @param added the last ones
	 */
	ReceiverRecursionException addedTooOften(Collection<?> added, SessionWrites writes) {
		Set<String> uids = new TreeSet<>();
		for (Object entity : added) {
			String cause = writes.announced().causeOf(entity);
			uids.addAll((cause != null) ? Set.of(cause)
					: routes(writes.session().getEntityPersister(null, entity)).of(PreSave.class).uids());
		}
		return new ReceiverRecursionException("Receivers of PreSave add entities that are heard by receivers of"
				+ " PreSave, more than " + this.maxDepth + " times (signals.recursion.max-depth): " + uids);
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
				: routes(session.getEntityPersister(null, entity));
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
