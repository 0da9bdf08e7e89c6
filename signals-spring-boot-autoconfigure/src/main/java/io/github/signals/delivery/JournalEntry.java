package io.github.signals.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.EntitySignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;

/**
 * A signal that was made in a transaction.
 *
 * @param signal the signal
 * @param context who and what led to it
 * @param routes the receivers of its sender, as they were
 * @param excluded the receivers that were already running for the instance
 * @param last what was stored of an entity that was deleted
 */
record JournalEntry(Signal<?> signal, DispatchContext context, SenderRoutes routes, Set<RegisteredReceiver> excluded,
		Map<String, ? extends @Nullable Object> last) {

	static JournalEntry of(Signal<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		Set<RegisteredReceiver> excluded = Set.of();
		if (!context.admitsAll()) {
			excluded = new HashSet<>();
			for (RegisteredReceiver receiver : routes.deferred(signal)) {
				if (!context.admits(receiver, signal)) {
					excluded.add(receiver);
				}
			}
		}
		return new JournalEntry(signal, context, routes, excluded, last);
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
		return new JournalEntry(net, this.context, this.routes, this.excluded, this.last);
	}

	boolean admits(RegisteredReceiver receiver) {
		return !this.excluded.contains(receiver);
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
		Object id = this.context.identity().of(this.signal.instance());
		Object key = (id != null) ? new EntityKey(this.signal.sender(), id) : new InstanceKey(this.signal.instance());
		return (this.signal instanceof CollectionChange<?> change)
				? new CollectionKey(key, change.attribute(), change.inverse()) : key;
	}

	private record EntityKey(Class<?> sender, Object id) {

	}

	private record CollectionKey(Object owner, String attribute, boolean inverse) {

	}

}
