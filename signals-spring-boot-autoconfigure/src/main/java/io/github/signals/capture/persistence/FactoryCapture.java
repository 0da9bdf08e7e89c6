package io.github.signals.capture.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The capture of one session factory: who hears which of its writes, and what its
 * sessions have written.
 */
final class FactoryCapture {

	private final SessionFactoryImplementor factory;

	private volatile WriteSignals signals;

	private volatile ReceiverRegistry registry;

	private final Map<SessionImplementor, CapturedSession> sessions = new ConcurrentHashMap<>();

	private final StatelessReads statelessReads = new StatelessReads();

	private volatile ListenerNeeds needs = ListenerNeeds.NONE;

	/** Of the application context that captures the factory. */
	private volatile @Nullable ReceiverRegistry owner;

	private volatile boolean closed = true;

	FactoryCapture(SessionFactoryImplementor factory) {
		this.factory = factory;
		this.registry = new ReceiverRegistry();
		this.signals = WriteSignals.toNobody(this.registry);
	}

	/**
	 * Begin to signal what the factory writes. A context that hears nothing of it makes
	 * room.
	 */
	synchronized void open(WriteSignals signals, ReceiverRegistry registry) {
		Assert.state(this.closed || !isHeard(), this::describeOwner);
		this.signals = signals;
		this.registry = registry;
		this.owner = registry;
		this.closed = false;
	}

	private boolean isHeard() {
		return currentNeeds().any() || this.registry.hasReceivers(BulkWrite.class);
	}

	String describeOwner() {
		return "The writes of " + this.factory.getName() + " are already captured by another application context";
	}

	boolean isOwnedBy(ReceiverRegistry registry) {
		return this.owner == registry;
	}

	/**
	 * A last flush and commit may be on their way in a factory that is closed: they are
	 * heard by those who are connected now.
	 */
	synchronized void freezeIfClosed() {
		if (!this.closed && this.factory.isClosed()) {
			this.registry = this.registry.frozen();
			this.signals.hearing(this.registry);
		}
	}

	boolean isOf(SessionFactoryImplementor factory) {
		return this.factory == factory;
	}

	WriteSignals signals() {
		return this.signals;
	}

	/**
	 * Return whether an application context captures the factory, and the factory is not
	 * closed.
	 */
	boolean isCapturing() {
		return !this.closed && !this.factory.isClosed();
	}

	/**
	 * Return what the receivers that are connected now need to hear.
	 */
	ListenerNeeds currentNeeds() {
		return ListenerNeeds.of(this.registry, this.factory);
	}

	/**
	 * The listeners are registered that some receivers need.
	 */
	void listening(ListenerNeeds needs) {
		this.needs = needs;
	}

	/**
	 * Return whether the rows of the factory are heard of.
	 */
	boolean isListening() {
		return this.needs.rowsOrLinks() && !this.closed;
	}

	boolean hearsBefore() {
		return isListening() && (this.needs.preSaves() || this.needs.preDeletes());
	}

	/**
	 * Return whether a call may write a row without a flush, as the database generates
	 * its identifier.
	 */
	boolean insertsAtOnce() {
		return this.needs.insertsAtOnce();
	}

	/**
	 * Return whether an entity may change itself, or be changed by its listener, in the
	 * flush that updates it.
	 */
	boolean hasCallbacks() {
		return this.needs.callbacks();
	}

	boolean hearsPreSaves() {
		return this.needs.preSaves() && isListening();
	}

	/**
	 * Return whether it matters what collections contained.
	 */
	boolean hearsCollections() {
		return isListening() && (this.needs.collectionsOfValues() || hearsLinks());
	}

	/**
	 * Return whether attributes may be set that nobody has loaded.
	 */
	boolean hearsLazyAttributes() {
		return this.needs.lazyAttributes() && isListening();
	}

	/**
	 * Return who hears an entity class.
	 */
	SenderRoutes routes(EntityPersister persister) {
		return this.signals.routes(persister);
	}

	boolean hearsPreSave(EntityPersister persister) {
		return !routes(persister).of(PreSave.class).isEmpty();
	}

	/**
	 * Return whether somebody hears a collection from one of its sides.
	 */
	boolean hearsLinks(CollectionPersister persister, Object owner) {
		return this.signals.links().isHeard(persister, owner)
				|| !this.signals.parts(this.factory).of(persister.getRole()).isEmpty();
	}

	boolean hearsLinks() {
		return this.registry.hasReceivers(CollectionChange.class) || this.registry.hasPartReceivers();
	}

	/**
	 * Note who and what leads to the writes of this moment.
	 */
	DispatchContext context() {
		return this.signals.context(Origin.FLUSH);
	}

	StatelessReads statelessReads() {
		return this.statelessReads;
	}

	SessionWrites writes(EventSource session) {
		return captured(session).writes();
	}

	@Nullable SessionWrites knownWrites(SessionImplementor session) {
		CapturedSession known = this.sessions.get(session);
		return (known != null) ? known.writes() : null;
	}

	/**
	 * Return what is known of the writes of a session.
	 */
	Announcements announced(EventSource session) {
		return writes(session).announced();
	}

	/**
	 * Return what reads the entities of a session, and tells what it writes.
	 */
	ManagedEntityReader reader(EventSource session) {
		return captured(session).reader();
	}

	private CapturedSession captured(EventSource session) {
		CapturedSession known = this.sessions.get(session);
		return (known != null) ? known : open(session);
	}

	private CapturedSession open(EventSource session) {
		SessionWrites writes = new SessionWrites(this.signals, session);
		CapturedSession captured = new CapturedSession(writes, new CapturedEntityReader(session, writes));
		this.sessions.put(session, captured);
		session.getEventListenerManager()
			.addListener(new SessionEvents(session, writes, () -> this.sessions.remove(session)));
		return captured;
	}

	/**
	 * Fall silent, and forget the application context.
	 */
	synchronized void close() {
		this.closed = true;
		this.owner = null;
		this.registry = new ReceiverRegistry();
		this.signals = WriteSignals.toNobody(this.registry);
		this.sessions.clear();
	}

}
