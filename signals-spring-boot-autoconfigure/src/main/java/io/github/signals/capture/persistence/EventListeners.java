package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.EventType;

/**
 * The listeners of one session factory: each is registered when receivers first need it.
 * They remember nothing, and cannot be removed.
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
		List<FactoryCapture> known = new ArrayList<>(1);
		for (EventType<?> type : List.of(EventType.FLUSH, EventType.POST_LOAD)) {
			factory.getEventListenerRegistry()
				.getEventListenerGroup(type)
				.fireLazyEventOnEachListener(() -> known, EventListeners::addCapture);
		}
		return new EventListeners(factory, known.isEmpty() ? new FactoryCapture(factory) : known.get(0));
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
	 * Return who listens to flushes, and to the calls of the entity manager.
	 */
	private static List<Registration<?>> calls(FactoryCapture capture) {
		CallPreparation callPreparation = new CallPreparation(capture);
		FlushPreparation flushPreparation = new FlushPreparation(capture, callPreparation);
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
				last(EventType.EVICT, calls, ListenerNeeds::rowsOrLinks),
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
	 */
	synchronized void register() {
		if (this.capture.isOpen()) {
			ListenerNeeds needs = this.capture.needs();
			this.table.forEach((listener) -> listener.register(needs, this.factory));
			this.capture.listen(needs);
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
			EventListenerGroup<T> group = factory.getEventListenerRegistry().getEventListenerGroup(this.type);
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

		private boolean isIn(EventListenerGroup<T> group) {
			boolean[] found = new boolean[1];
			group.fireLazyEventOnEachListener(() -> this.listener,
					(known, own) -> found[0] |= known.getClass() == own.getClass());
			return found[0];
		}

	}

}
