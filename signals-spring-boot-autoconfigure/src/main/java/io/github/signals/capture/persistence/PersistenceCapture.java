package io.github.signals.capture.persistence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import io.github.signals.BulkWrite;
import io.github.signals.capture.BulkSignals;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;

/**
 * Captures what the persistence contexts of an application write, for each registered
 * session factory.
 *
 * @since 0.1.0
 */
public final class PersistenceCapture implements AutoCloseable {

	private final Supplier<Dispatcher> dispatcher;

	private final ReceiverRegistry registry;

	private final Function<SessionFactory, @Nullable String> using;

	private final RecursionLimit recursion;

	private final Map<SessionFactoryImplementor, EventListeners> factories = new ConcurrentHashMap<>();

	private final Runnable stopListening;

	private final Runnable stopFreezing;

	private volatile @Nullable FactoryCapture last;

	/**
	 * Create the capture.
	 * @param dispatcher the dispatcher of the signals
	 * @param registry the connected receivers
	 * @param using the bean name of the transaction manager of a session factory
	 * @param recursion how often receivers may trigger writes that trigger further
	 * receivers
	 */
	public PersistenceCapture(Supplier<Dispatcher> dispatcher, ReceiverRegistry registry,
			Function<SessionFactory, @Nullable String> using, RecursionLimit recursion) {
		this.dispatcher = dispatcher;
		this.registry = registry;
		this.using = using;
		this.recursion = recursion;
		this.stopListening = registry.onChange(this::listen);
		this.stopFreezing = registry.beforeLeaving(this::freeze);
	}

	/**
	 * Register a session factory; a second call for the same factory has no effect.
	 * @param factory the session factory
	 */
	public void register(SessionFactory factory) {
		this.factories.computeIfAbsent(factory.unwrap(SessionFactoryImplementor.class), this::create)
			.register(this.registry);
	}

	private EventListeners create(SessionFactoryImplementor factory) {
		IdentifierAccessor identifiers = new FactoryEntities(factory);
		SingletonSupplier<String> name = SingletonSupplier.ofNullable(() -> this.using.apply(factory));
		EventListeners listeners = EventListeners.of(factory);
		listeners.capture()
			.open(new WriteSignals(this.dispatcher, this.registry, name::get, identifiers, this.recursion),
					this.registry);
		return listeners;
	}

	/**
	 * Return the session factories.
	 * @return the registered factories
	 */
	public Set<SessionFactoryImplementor> factories() {
		return Set.copyOf(this.factories.keySet());
	}

	private void listen() {
		this.factories.values().forEach((listeners) -> listeners.register(this.registry));
	}

	private void freeze() {
		this.factories.values().forEach((listeners) -> listeners.capture().freezeIfClosed());
	}

	/**
	 * Return whether a receiver hears set-based statements.
	 * @return whether they are heard
	 */
	public boolean hearsStatements() {
		return this.registry.hasReceivers(BulkWrite.class);
	}

	/**
	 * Return who hears the set-based statements of a factory, be its rows heard of or
	 * not.
	 * @param factory the session factory
	 * @return who hears them, or {@code null} if the factory is not registered
	 */
	public @Nullable BulkSignals<SharedSessionContractImplementor> bulkSignals(SessionFactoryImplementor factory) {
		FactoryCapture known = findAny(factory);
		return (known != null) ? known.signals() : null;
	}

	private @Nullable FactoryCapture findAny(SessionFactoryImplementor factory) {
		EventListeners known = this.factories.get(factory);
		return (known != null && known.capture().isOwnedBy(this.registry)) ? known.capture() : null;
	}

	@Nullable FactoryCapture find(SessionFactoryImplementor factory) {
		FactoryCapture capture = this.last;
		if (capture == null || !capture.isOf(factory)) {
			capture = findAny(factory);
			this.last = capture;
		}
		return (capture != null && capture.isListening()) ? capture : null;
	}

	/**
	 * Stop capturing the session factories, which may outlive the application context. A
	 * closed factory may still have a last flush in progress.
	 */
	@Override
	public void close() {
		freeze();
		this.stopFreezing.run();
		this.stopListening.run();
		this.factories.entrySet().removeIf((known) -> {
			boolean open = !known.getKey().isClosed();
			if (open && known.getValue().capture().isOwnedBy(this.registry)) {
				known.getValue().capture().close();
			}
			return open;
		});
		this.last = null;
	}

}
