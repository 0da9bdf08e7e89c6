package io.github.signals.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.DataSignal;
import io.github.signals.EntitySignal;
import io.github.signals.FailureSignal;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.Part;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.dispatch.SignalCounter;
import io.github.signals.dispatch.SignalTrace;
import io.github.signals.dispatch.SnapshotContext;

/**
 * A signal that was made in a transaction. Small, as there may be very many: what most
 * entries do not have is kept apart.
 *
 * @param signal the signal
 * @param routes the receivers of its sender, as they were
 * @param more what else there is to know, or {@code null}
 */
record JournalEntry(Signal<?> signal, SenderRoutes routes, @Nullable More more) {

	static JournalEntry of(Signal<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		SignalCounter counter = routes.of(signal.getClass()).counter();
		if (counter != null) {
			count(counter, signal, context, routes);
		}
		Set<RegisteredReceiver> excluded = context.admitsAll() ? Set.of() : excluded(signal, context, routes, counter);
		if (routes.askSnapshot(signal)) {
			return new JournalEntry(signal, routes,
					new More(SnapshotContext.keep(context, signal, last), excluded, last, false));
		}
		boolean plain = signal instanceof DataSignal<?> && excluded.isEmpty() && last.isEmpty();
		return new JournalEntry(signal, routes, plain ? null : new More(context, excluded, last, false));
	}

	/**
	 * Return what a change of a part means for the whole: nothing to those who do not
	 * hear the part.
	 */
	static JournalEntry of(PostSave<?> signal, DispatchContext context, SenderRoutes routes, Part part) {
		Set<RegisteredReceiver> excluded = new HashSet<>();
		for (RegisteredReceiver receiver : routes.deferred(signal)) {
			boolean heard = receiver.needs().parts().contain(part.path(), part.owned());
			if (!heard || !context.admits(receiver, signal, null)) {
				excluded.add(receiver);
			}
		}
		DispatchContext kept = routes.askSnapshot(signal) ? SnapshotContext.keep(context, signal, Map.of()) : context;
		return new JournalEntry(signal, routes, new More(kept, excluded, Map.of(), true));
	}

	private static void count(SignalCounter counter, Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		if (!routes.of(signal.getClass()).deferred().isEmpty() && !context.mutesAll()) {
			counter.deferred();
		}
	}

	private static Set<RegisteredReceiver> excluded(Signal<?> signal, DispatchContext context, SenderRoutes routes,
			@Nullable SignalCounter counter) {
		Set<RegisteredReceiver> excluded = new HashSet<>();
		List<RegisteredReceiver> hearing = routes.of(signal.getClass()).deferred();
		for (RegisteredReceiver receiver : routes.deferred(signal)) {
			// One that hears the other half of the net change only has nothing to miss.
			if (!context.admits(receiver, signal, hearing.contains(receiver) ? counter : null)) {
				excluded.add(receiver);
			}
		}
		return excluded;
	}

	/**
	 * Return who and what led to the signal.
	 */
	DispatchContext context() {
		return (this.more != null) ? this.more.context : (DispatchContext) ((DataSignal<?>) this.signal).context();
	}

	/**
	 * Return what was stored of an entity that was deleted.
	 */
	Map<String, ? extends @Nullable Object> last() {
		return (this.more != null) ? this.more.last : Map.of();
	}

	/**
	 * Return whether a receiver may not hear of it.
	 */
	boolean excludesAny() {
		return this.more != null && !this.more.excluded.isEmpty();
	}

	/**
	 * Return whether this tells of a part of the entity, and not of its row.
	 */
	boolean isOfPart() {
		return this.more != null && this.more.part;
	}

	/**
	 * Return who may hear what becomes of this entry.
	 * @return the receivers, in order
	 */
	List<RegisteredReceiver> receivers() {
		return this.routes.deferred(this.signal);
	}

	/**
	 * Return this entry with the net signal of all entries of its entity.
	 */
	JournalEntry with(Signal<?> net) {
		return new JournalEntry(net, this.routes, this.more);
	}

	boolean admits(RegisteredReceiver receiver) {
		return this.more == null || !this.more.excluded.contains(receiver);
	}

	/**
	 * Note that a receiver does not hear this, as its conditions are not met.
	 */
	void noteLeftOut(RegisteredReceiver receiver) {
		SignalTrace trace = route().trace();
		if (trace != null) {
			trace.leftOut(receiver, this.signal, context(), receiver.filter().leftOut(this.signal));
		}
	}

	Route route() {
		return this.routes.of(this.signal.getClass());
	}

	/**
	 * Return what entries of the same entity have in common.
	 * @return the key; signals of the application have each their own
	 */
	Object key() {
		if (!(this.signal instanceof EntitySignal)) {
			return this;
		}
		Object id = context().identifiers().of(this.signal.instance());
		Object key = (id != null) ? new EntityKey(this.signal.sender(), id) : new InstanceKey(this.signal.instance());
		if (this.signal instanceof FailureSignal) {
			return new FailureKey(key, this.signal.getClass());
		}
		return (this.signal instanceof CollectionChange<?> change)
				? new CollectionKey(key, change.attribute(), change.inverse()) : key;
	}

	/**
	 * What most entries do not have.
	 *
	 * @param context who and what led to the signal
	 * @param excluded the receivers that may not hear of it
	 * @param last what was stored of an entity that was deleted
	 * @param part whether it tells of a part of the entity, and not of its row
	 */
	private record More(DispatchContext context, Set<RegisteredReceiver> excluded,
			Map<String, ? extends @Nullable Object> last, boolean part) {

	}

	private record EntityKey(Class<?> sender, Object id) {

		@Override
		public int hashCode() {
			return 31 * this.sender.hashCode() + this.id.hashCode();
		}

	}

	private record FailureKey(Object entity, Class<?> signal) {

	}

	private record CollectionKey(Object owner, String attribute, boolean inverse) {

	}

}
