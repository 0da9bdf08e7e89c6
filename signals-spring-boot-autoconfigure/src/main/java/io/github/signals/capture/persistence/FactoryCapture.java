package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.CollectionChange;
import io.github.signals.PostDelete;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.dispatch.EntityAccess;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * The capture of one session factory: its listeners, each registered when a receiver
 * first needs it, and what its sessions have written.
 */
final class FactoryCapture {

	private final SessionFactoryImplementor factory;

	private volatile WriteSignals signals;

	private volatile ReceiverRegistry registry;

	private final StatelessListener stateless = new StatelessListener(this);

	private final RowListener rows = new RowListener(this, this.stateless);

	private final Map<SessionImplementor, CapturedSession> sessions = new ConcurrentHashMap<>();

	private final Set<EventType<?>> registered = new HashSet<>();

	private volatile boolean listening;

	private volatile boolean insertsAtOnce;

	private volatile boolean preSaves;

	private volatile boolean preDeletes;

	private volatile boolean collectionsOfValues;

	private volatile boolean lazyAttributes;

	private volatile boolean callbacks;

	private volatile boolean closed = true;

	private FactoryCapture(SessionFactoryImplementor factory) {
		this.factory = factory;
		this.registry = new ReceiverRegistry();
		this.signals = WriteSignals.toNobody(this.registry);
	}

	/**
	 * Return the capture of a factory: the one that another application context has left
	 * behind, whose listeners cannot be removed, or a new one.
	 */
	static FactoryCapture of(SessionFactoryImplementor factory) {
		List<FactoryCapture> known = new ArrayList<>(1);
		for (EventType<?> type : List.of(EventType.FLUSH, EventType.POST_LOAD)) {
			factory.getEventListenerRegistry()
				.getEventListenerGroup(type)
				.fireLazyEventOnEachListener(() -> known, FactoryCapture::addCapture);
		}
		return known.isEmpty() ? new FactoryCapture(factory) : known.get(0);
	}

	private static void addCapture(Object listener, List<FactoryCapture> known) {
		if (listener instanceof FlushPreparation flush) {
			known.add(flush.capture());
		}
		else if (listener instanceof LoadListener load) {
			known.add(load.capture());
		}
	}

	/**
	 * Begin to signal what the factory writes.
	 */
	synchronized void open(WriteSignals signals, ReceiverRegistry registry) {
		Assert.state(this.closed,
				() -> "What " + this.factory.getName() + " writes is captured by another application context already");
		this.signals = signals;
		this.registry = registry;
		this.closed = false;
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
	 * Return whether the rows of the factory are heard of.
	 */
	boolean isListening() {
		return this.listening && !this.closed;
	}

	boolean hearsBefore() {
		return isListening() && (this.preSaves || this.preDeletes);
	}

	/**
	 * Return whether a call may write a row without a flush, as the database generates
	 * its identifier.
	 */
	boolean insertsAtOnce() {
		return this.insertsAtOnce;
	}

	/**
	 * Return whether an entity may change itself, or be changed by its listener, in the
	 * flush that updates it.
	 */
	boolean hasCallbacks() {
		return this.callbacks;
	}

	boolean hearsPreSaves() {
		return this.preSaves && isListening();
	}

	/**
	 * Return whether it matters what collections contained.
	 */
	boolean hearsCollections() {
		return isListening() && (this.collectionsOfValues || this.registry.hears(CollectionChange.class));
	}

	/**
	 * Return whether attributes may be set that nobody has loaded.
	 */
	boolean hearsLazyAttributes() {
		return this.lazyAttributes && isListening();
	}

	SessionWrites writes(EventSource session) {
		return captured(session).writes();
	}

	@Nullable SessionWrites knownWrites(SessionImplementor session) {
		CapturedSession known = this.sessions.get(session);
		return (known != null) ? known.writes() : null;
	}

	/**
	 * Return what reads the entities of a session, and tells what it writes.
	 */
	EntityAccess access(EventSource session) {
		return captured(session).access();
	}

	private CapturedSession captured(EventSource session) {
		CapturedSession known = this.sessions.get(session);
		return (known != null) ? known : open(session);
	}

	private CapturedSession open(EventSource session) {
		SessionWrites writes = new SessionWrites(this.signals, session, () -> this.sessions.remove(session));
		CapturedSession captured = new CapturedSession(writes, new HibernateEntityAccess(session, writes));
		this.sessions.put(session, captured);
		session.getEventListenerManager().addListener(writes);
		return captured;
	}

	/**
	 * Return the session of a collection that is in a persistence context.
	 */
	@Nullable EventSource session(AbstractCollectionEvent event) {
		PersistentCollection<?> collection = event.getCollection();
		if (collection != null && collection.getSession() != null) {
			return collection.getSession().isEventSource() ? collection.getSession().asEventSource() : null;
		}
		return (collection == null) ? event.getSession() : null;
	}

	/**
	 * Register the listeners that the receivers of this moment need.
	 */
	synchronized void listen() {
		if (this.closed || this.factory.isClosed()) {
			return;
		}
		this.preSaves = this.registry.hears(PreSave.class);
		this.preDeletes = this.registry.hears(PreDelete.class);
		boolean deletes = this.preDeletes || this.registry.hears(PostDelete.class);
		boolean rows = deletes || this.preSaves || this.registry.hears(PostSave.class);
		boolean links = this.registry.hears(CollectionChange.class);
		if (rows || links) {
			listenToFlushes();
		}
		if (rows) {
			append(EventType.POST_INSERT, this.rows);
			append(EventType.POST_UPDATE, this.rows);
			append(EventType.POST_UPSERT, this.stateless);
			append(EventType.PRE_UPDATE, this.stateless);
			append(EventType.PRE_UPSERT, this.stateless);
		}
		if (deletes || this.registry.hasDeferred()) {
			append(EventType.POST_DELETE, this.rows);
		}
		if (this.preSaves) {
			append(EventType.PRE_INSERT, this.stateless);
		}
		if (this.preDeletes) {
			append(EventType.PRE_DELETE, this.stateless);
		}
		this.insertsAtOnce = rows && hasInsertsAtOnce();
		this.callbacks = rows && hasCallbacksOfUpdates();
		this.collectionsOfValues = rows && hasCollectionsOfValues();
		this.lazyAttributes = rows && hasLazyAttributes();
		if (links || this.collectionsOfValues) {
			append(EventType.POST_COLLECTION_UPDATE, this.rows);
			append(EventType.POST_COLLECTION_RECREATE, this.rows);
			append(EventType.POST_COLLECTION_REMOVE, this.rows);
		}
		if (this.registry.hears(PostLoad.class)) {
			append(EventType.POST_LOAD, new LoadListener(this));
		}
		this.listening = rows || links;
	}

	private void listenToFlushes() {
		if (this.registered.add(EventType.FLUSH)) {
			group(EventType.FLUSH).prependListener(new FlushPreparation(this));
			group(EventType.AUTO_FLUSH).prependListener(new FlushPreparation(this));
			group(EventType.FLUSH).appendListener(new FlushSettlement(this));
			group(EventType.AUTO_FLUSH).appendListener(new FlushSettlement(this));
			group(EventType.PERSIST).prependListener(new CallPreparation(this));
			group(EventType.MERGE).prependListener(new CallPreparation(this));
			group(EventType.DELETE).prependListener(new CallPreparation(this));
			group(EventType.PERSIST).appendListener(new CallListener(this));
			group(EventType.MERGE).appendListener(new CallListener(this));
			group(EventType.DELETE).appendListener(new CallListener(this));
			group(EventType.EVICT).appendListener(new CallListener(this));
			group(EventType.CLEAR).appendListener(new CallListener(this));
		}
	}

	private boolean hasInsertsAtOnce() {
		boolean[] found = new boolean[1];
		this.factory.getMappingMetamodel().forEachEntityDescriptor((persister) -> found[0] |= insertsAtOnce(persister));
		return found[0];
	}

	static boolean insertsAtOnce(EntityPersister persister) {
		return persister.getGenerator() instanceof OnExecutionGenerator;
	}

	private boolean hasCallbacksOfUpdates() {
		CallbackRegistry registry = this.factory.getEventEngine().getCallbackRegistry();
		boolean[] found = new boolean[1];
		this.factory.getMappingMetamodel()
			.forEachEntityDescriptor((persister) -> found[0] |= registry
				.hasRegisteredCallbacks(persister.getMappedClass(), CallbackType.PRE_UPDATE));
		return found[0];
	}

	private boolean hasCollectionsOfValues() {
		boolean[] found = new boolean[1];
		this.factory.getMappingMetamodel()
			.forEachCollectionDescriptor((collection) -> found[0] |= !LinkChange.isOfEntities(collection));
		return found[0];
	}

	private boolean hasLazyAttributes() {
		boolean[] found = new boolean[1];
		this.factory.getMappingMetamodel()
			.forEachEntityDescriptor((persister) -> found[0] |= persister.hasLazyProperties());
		return found[0];
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	private <T> void append(EventType<T> type, T... listeners) {
		if (this.registered.add(type)) {
			group(type).appendListeners(listeners);
		}
	}

	private <T> EventListenerGroup<T> group(EventType<T> type) {
		return this.factory.getEventListenerRegistry().getEventListenerGroup(type);
	}

	/**
	 * Return the identifier of an entity of this factory.
	 */
	static @Nullable Object identifier(SessionFactoryImplementor factory, Object entity) {
		EntityPersister known = factory.getMappingMetamodel().findEntityDescriptor(entity.getClass());
		EntityPersister persister = (known != null) ? known
				: factory.getMappingMetamodel().findEntityDescriptor(Hibernate.getClass(entity));
		return (persister != null) ? persister.getIdentifier(entity) : null;
	}

	/**
	 * Fall silent, and forget the application context.
	 */
	synchronized void close() {
		this.closed = true;
		this.registry = new ReceiverRegistry();
		this.signals = WriteSignals.toNobody(this.registry);
		this.sessions.clear();
	}

	/**
	 * What is known of one session.
	 *
	 * @param writes what it writes
	 * @param access what reads its entities
	 */
	private record CapturedSession(SessionWrites writes, EntityAccess access) {

	}

}
