package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of those who do the work of a flush or a call, has them do it, and
 * notes why they have failed: Hibernate has no event for that.
 */
final class FailureListeners {

	private FailureListeners() {
	}

	/**
	 * Register the listeners, in whatever number of calls: each of them once.
	 */
	static void register(FactoryCapture capture, SessionFactoryImplementor factory) {
		wrap(factory, EventType.FLUSH, (worker) -> new Flushes(worker, capture));
		wrap(factory, EventType.AUTO_FLUSH, (worker) -> new AutoFlushes(worker, capture));
		wrap(factory, EventType.PERSIST, (worker) -> new Persists(worker, capture));
		wrap(factory, EventType.MERGE, (worker) -> new Merges(worker, capture));
		wrap(factory, EventType.DELETE, (worker) -> new Deletes(worker, capture));
	}

	/**
	 * Keep what a flush was to write, if somebody hears of it.
	 */
	static void flushFailed(FactoryCapture capture, EventSource session, Throwable failure) {
		if (isHeard(capture)) {
			FailedWrites.ofFlush(capture.signals(), session, capture.announced(session), failure);
		}
	}

	/**
	 * Keep what a call of an entity manager was to write, if somebody hears of it.
	 */
	static void callFailed(FactoryCapture capture, EventSource session, @Nullable Object root, boolean delete,
			Throwable failure) {
		if (isHeard(capture)) {
			FailedWrites.ofCall(capture.signals(), session, capture.announced(session), root, delete, failure);
		}
	}

	private static boolean isHeard(FactoryCapture capture) {
		return capture.isListening() && ListenerNeeds.failures(capture.signals().registry());
	}

	private static <T> void wrap(SessionFactoryImplementor factory, EventType<T> type, Wrapping<T> wrapping) {
		EventListenerGroup<T> group = factory.getEventListenerRegistry().getEventListenerGroup(type);
		Worker<T> worker = new Worker<>();
		group.fireLazyEventOnEachListener(() -> worker, (listener, found) -> found.visit(listener));
		T listener = worker.listener();
		if (listener != null) {
			// So that it is exchanged at once: other threads may be flushing.
			group.addDuplicationStrategy(new Replacement(listener));
			group.appendListener(wrapping.wrap(listener));
		}
	}

	private interface Wrapping<T> {

		T wrap(T worker);

	}

	/**
	 * Finds the listener of Hibernate that does the work, or what the application has put
	 * in its place.
	 */
	private static final class Worker<T> {

		private @Nullable T found;

		private boolean own;

		private boolean wrapped;

		void visit(T listener) {
			boolean ofHibernate = listener.getClass().getName().startsWith("org.hibernate.");
			this.wrapped |= listener instanceof Wrapper;
			if (!(listener instanceof CaptureListener) && (this.found == null || ofHibernate && !this.own)) {
				this.found = listener;
				this.own = ofHibernate;
			}
		}

		@Nullable T listener() {
			return this.wrapped ? null : this.found;
		}

	}

	/**
	 * Has one listener replaced by another, and no other one.
	 */
	private record Replacement(Object worker) implements DuplicationStrategy {

		@Override
		public boolean areMatch(Object listener, Object original) {
			return original == this.worker && listener instanceof Wrapper;
		}

		@Override
		public Action getAction() {
			return Action.REPLACE_ORIGINAL;
		}

	}

	/**
	 * A listener that has another one do the work.
	 */
	private interface Wrapper extends CaptureListener {

	}

	private record Flushes(FlushEventListener worker, FactoryCapture capture) implements FlushEventListener, Wrapper {

		@Override
		public void onFlush(FlushEvent event) {
			try {
				this.worker.onFlush(event);
			}
			catch (RuntimeException | Error ex) {
				flushFailed(this.capture, event.getSession(), ex);
				throw ex;
			}
		}

	}

	private record AutoFlushes(AutoFlushEventListener worker,
			FactoryCapture capture) implements AutoFlushEventListener, Wrapper {

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			try {
				this.worker.onAutoFlush(event);
			}
			catch (RuntimeException | Error ex) {
				flushFailed(this.capture, event.getSession(), ex);
				throw ex;
			}
		}

	}

	private record Persists(PersistEventListener worker,
			FactoryCapture capture) implements PersistEventListener, Wrapper {

		@Override
		public void onPersist(PersistEvent event) {
			try {
				this.worker.onPersist(event);
			}
			catch (RuntimeException | Error ex) {
				callFailed(this.capture, event.getSession(), event.getObject(), false, ex);
				throw ex;
			}
		}

		@Override
		public void onPersist(PersistEvent event, PersistContext createdAlready) {
			this.worker.onPersist(event, createdAlready);
		}

	}

	private record Merges(MergeEventListener worker, FactoryCapture capture) implements MergeEventListener, Wrapper {

		@Override
		public void onMerge(MergeEvent event) {
			try {
				this.worker.onMerge(event);
			}
			catch (RuntimeException | Error ex) {
				callFailed(this.capture, event.getSession(), event.getOriginal(), false, ex);
				throw ex;
			}
		}

		@Override
		public void onMerge(MergeEvent event, MergeContext copiedAlready) {
			this.worker.onMerge(event, copiedAlready);
		}

	}

	private record Deletes(DeleteEventListener worker, FactoryCapture capture) implements DeleteEventListener, Wrapper {

		@Override
		public void onDelete(DeleteEvent event) {
			try {
				this.worker.onDelete(event);
			}
			catch (RuntimeException | Error ex) {
				callFailed(this.capture, event.getSession(), event.getObject(), true, ex);
				throw ex;
			}
		}

		@Override
		public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
			this.worker.onDelete(event, transientEntities);
		}

	}

}
