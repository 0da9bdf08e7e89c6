package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.EventType;

import org.springframework.util.Assert;

import io.github.signals.dispatch.ReceiverRegistry;

/**
 * The listeners of one session factory: each is registered when receivers first need it,
 * and cannot be removed. What they have to remember is in their capture, which another
 * application context may take over.
 */
final class EventListeners {

	private final SessionFactoryImplementor factory;

	private final FactoryCapture capture;

	private final List<Registration<?>> table;

	private EventListeners(SessionFactoryImplementor factory, FactoryCapture capture) {
		this.factory = factory;
		this.capture = capture;
		this.table = new ArrayList<>(calls(capture));
		this.table.addAll(rows(capture));
	}

	/**
	 * Return the listeners of a factory: of the capture that another application context
	 * has left behind, or of a new one.
	 */
	static EventListeners of(SessionFactoryImplementor factory) {
		EventListeners own = new EventListeners(factory, new FactoryCapture(factory));
		List<FactoryCapture> known = own.registered();
		return known.isEmpty() ? own : new EventListeners(factory, known.get(0));
	}

	/**
	 * Return whose listeners are registered. Hibernate takes only one of each class, so
	 * that these are all of one capture.
	 */
	private List<FactoryCapture> registered() {
		List<FactoryCapture> captures = new ArrayList<>();
		this.table.forEach((listener) -> listener.group(this.factory)
			.fireLazyEventOnEachListener(() -> captures, EventListeners::addCapture));
		return captures;
	}

	private static void addCapture(Object listener, List<FactoryCapture> captures) {
		if (listener instanceof CaptureListener known) {
			captures.add(known.capture());
		}
	}

	/**
	 * Return who listens to flushes, and to the calls of the entity manager.
	 */
	private static List<Registration<?>> calls(FactoryCapture capture) {
		CallPreparation callPreparation = new CallPreparation(capture);
		FlushPreparation flushPreparation = new FlushPreparation(capture);
		FlushSettlement flushSettlement = new FlushSettlement(capture);
		CallListener calls = new CallListener(capture);
		return List.of(first(EventType.FLUSH, flushPreparation, ListenerNeeds::rowsOrLinks),
				first(EventType.AUTO_FLUSH, flushPreparation, ListenerNeeds::rowsOrLinks),
				last(EventType.FLUSH, flushSettlement, ListenerNeeds::rowsOrLinks),
				last(EventType.AUTO_FLUSH, flushSettlement, ListenerNeeds::rowsOrLinks),
				first(EventType.PERSIST, callPreparation, ListenerNeeds::rowsOrLinks),
				first(EventType.MERGE, callPreparation, ListenerNeeds::rowsOrLinks),
				first(EventType.DELETE, callPreparation, ListenerNeeds::rowsOrLinks),
				last(EventType.PERSIST, calls, ListenerNeeds::rowsOrLinks),
				last(EventType.MERGE, calls, ListenerNeeds::rowsOrLinks),
				last(EventType.DELETE, calls, ListenerNeeds::rowsOrLinks),
				// By this one the capture is found, though nobody may be connected yet.
				last(EventType.EVICT, calls, (needs) -> true),
				last(EventType.CLEAR, calls, ListenerNeeds::rowsOrLinks));
	}

	/**
	 * Return who listens to rows.
	 */
	private static List<Registration<?>> rows(FactoryCapture capture) {
		StatelessListener stateless = new StatelessListener(capture);
		RowListener rows = new RowListener(capture, stateless);
		return List.of(last(EventType.POST_INSERT, rows, ListenerNeeds::rows),
				last(EventType.POST_UPDATE, rows, ListenerNeeds::rows),
				last(EventType.POST_DELETE, rows, ListenerNeeds::deletedRows),
				last(EventType.PRE_INSERT, stateless, ListenerNeeds::preSaves),
				last(EventType.PRE_UPDATE, stateless, ListenerNeeds::rows),
				last(EventType.PRE_UPSERT, stateless, ListenerNeeds::rows),
				last(EventType.POST_UPSERT, stateless, ListenerNeeds::rows),
				last(EventType.PRE_DELETE, stateless, ListenerNeeds::preDeletes),
				last(EventType.POST_COLLECTION_UPDATE, rows, ListenerNeeds::collections),
				last(EventType.POST_COLLECTION_RECREATE, rows, ListenerNeeds::collections),
				last(EventType.POST_COLLECTION_REMOVE, rows, ListenerNeeds::collections),
				last(EventType.POST_LOAD, new LoadListener(capture), ListenerNeeds::loads));
	}

	private static <T> Registration<T> first(EventType<T> type, T listener, Predicate<ListenerNeeds> need) {
		return new Registration<>(type, true, listener, need);
	}

	private static <T> Registration<T> last(EventType<T> type, T listener, Predicate<ListenerNeeds> need) {
		return new Registration<>(type, false, listener, need);
	}

	FactoryCapture capture() {
		return this.capture;
	}

	/**
	 * Register the listeners that the receivers of this moment need.
	 * @param registry those of the context that asks
	 */
	synchronized void register(ReceiverRegistry registry) {
		if (!this.capture.isOwnedBy(registry)) {
			Assert.state(!ListenerNeeds.of(registry, this.factory).any(), this.capture::describeOwner);
		}
		else if (this.capture.isCapturing()) {
			ListenerNeeds needs = this.capture.currentNeeds();
			this.table.forEach((listener) -> listener.register(needs, this.factory));
			if (needs.failures()) {
				FailureListeners.register(this.capture, this.factory);
			}
			this.capture.listening(needs);
		}
	}

	/**
	 * One listener of one event.
	 *
	 * @param type the event
	 * @param first whether it comes before those of Hibernate
	 * @param listener the listener
	 * @param need what needs it
	 */
	private record Registration<T>(EventType<T> type, boolean first, T listener, Predicate<ListenerNeeds> need) {

		void register(ListenerNeeds needs, SessionFactoryImplementor factory) {
			EventListenerGroup<T> group = group(factory);
			if (!this.need.test(needs) || isIn(group)) {
				return;
			}
			if (this.first) {
				group.prependListener(this.listener);
			}
			else {
				group.appendListener(this.listener);
			}
		}

		EventListenerGroup<T> group(SessionFactoryImplementor factory) {
			return factory.getEventListenerRegistry().getEventListenerGroup(this.type);
		}

		private boolean isIn(EventListenerGroup<T> group) {
			boolean[] found = new boolean[1];
			group.fireLazyEventOnEachListener(() -> this.listener,
					(known, own) -> found[0] |= known.getClass() == own.getClass());
			return found[0];
		}

	}

}
