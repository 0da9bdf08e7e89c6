package io.github.signals.dispatch;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.Signal;

/**
 * The receivers of one sender, by signal. The receivers never change: one that is
 * connected later is in other routes.
 *
 * @since 0.1.0
 */
public final class SenderRoutes {

	private final Class<?> sender;

	private final Function<Class<?>, Route> finder;

	private final ConcurrentMap<Class<?>, Route> others = new ConcurrentHashMap<>();

	private final Route preSave;

	private final Route postSave;

	private final Route preDelete;

	private final Route postDelete;

	private final List<RegisteredReceiver> deferred;

	private final boolean netChangeReceivers;

	private final boolean snapshots;

	private final boolean saveReceivers;

	private final boolean deleteReceivers;

	SenderRoutes(Class<?> sender, List<RegisteredReceiver> all, Function<Class<?>, Route> finder) {
		this.sender = sender;
		this.finder = finder;
		this.preSave = finder.apply(PreSave.class);
		this.postSave = finder.apply(PostSave.class);
		this.preDelete = finder.apply(PreDelete.class);
		this.postDelete = finder.apply(PostDelete.class);
		this.deferred = all.stream()
			.filter((receiver) -> this.postSave.deferred().contains(receiver)
					|| this.postDelete.deferred().contains(receiver))
			.toList();
		this.netChangeReceivers = !this.deferred.isEmpty();
		this.snapshots = this.deferred.stream().anyMatch((receiver) -> receiver.needs().snapshot());
		this.saveReceivers = this.netChangeReceivers || !this.preSave.isEmpty() || !this.postSave.isEmpty();
		this.deleteReceivers = this.netChangeReceivers || !this.preDelete.isEmpty() || !this.postDelete.isEmpty();
	}

	/**
	 * Return the entity class.
	 * @return the sender
	 */
	public Class<?> sender() {
		return this.sender;
	}

	/**
	 * Return whether a save of the sender concerns any receiver.
	 * @return whether saves must be captured
	 */
	public boolean hasSaveReceivers() {
		return this.saveReceivers;
	}

	/**
	 * Return whether a delete of the sender concerns any receiver.
	 * @return whether deletes must be captured
	 */
	public boolean hasDeleteReceivers() {
		return this.deleteReceivers;
	}

	/**
	 * Return whether any receiver hears the net change of a transaction, for which both
	 * saves and deletes count.
	 * @return whether a receiver is deferred
	 */
	public boolean hasNetChangeReceivers() {
		return this.netChangeReceivers;
	}

	/**
	 * Return the receivers that hear the net change.
	 * @return the receivers of what was saved or deleted, in order
	 */
	public List<RegisteredReceiver> deferred() {
		return this.deferred;
	}

	/**
	 * Return the receivers that hear a signal at the end of the transaction: for a save
	 * or a delete, those that hear the net change that it is a part of.
	 * @param signal the signal
	 * @return the receivers, in order
	 */
	public List<RegisteredReceiver> deferred(Signal<?> signal) {
		boolean row = signal instanceof PostSave<?> || signal instanceof PostDelete<?>;
		return row ? this.deferred : of(signal.getClass()).deferred();
	}

	/**
	 * Return whether a receiver of a signal takes the attributes as they were written.
	 * @param signal the signal
	 * @return whether they must be kept
	 */
	public boolean askSnapshot(Signal<?> signal) {
		return this.snapshots && (signal instanceof PostSave<?> || signal instanceof PostDelete<?>);
	}

	/**
	 * Return whether it matters what an update changes.
	 * @return whether updates must be compared with the stored state
	 */
	public boolean askChanges() {
		return hasNetChangeReceivers() || this.postSave.asksChanges();
	}

	/**
	 * Return whether a receiver also reads the attributes of a creation.
	 * @return whether the attributes of a new entity must be read
	 */
	public boolean readCreations() {
		return this.postSave.asksChanges();
	}

	/**
	 * Return the receivers of a signal.
	 * @param signal the class of the signal
	 * @return the route
	 */
	public Route of(Class<?> signal) {
		if (signal == PostSave.class) {
			return this.postSave;
		}
		if (signal == PreSave.class) {
			return this.preSave;
		}
		if (signal == PostDelete.class) {
			return this.postDelete;
		}
		if (signal == PreDelete.class) {
			return this.preDelete;
		}
		Route known = this.others.get(signal);
		return (known != null) ? known : this.others.computeIfAbsent(signal, this.finder);
	}

}
