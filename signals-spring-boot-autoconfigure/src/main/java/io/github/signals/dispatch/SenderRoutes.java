package io.github.signals.dispatch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.signals.DeleteFailed;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SaveFailed;
import io.github.signals.Signal;

/**
 * The receivers of one sender, by signal, as they are connected at one moment.
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

	private final boolean rowReceivers;

	private final boolean part;

	private final Set<String> parts;

	private volatile @Nullable SenderRoutes asPart;

	private final boolean notes;

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
		this.deleteReceivers = this.netChangeReceivers || !this.preDelete.isEmpty() || !this.postDelete.isEmpty()
				|| !of(DeleteFailed.class).isEmpty();
		this.rowReceivers = this.saveReceivers || this.deleteReceivers || !of(SaveFailed.class).isEmpty();
		this.part = false;
		this.parts = this.deferred.stream()
			.flatMap((receiver) -> receiver.needs().parts().paths().stream())
			.collect(Collectors.toUnmodifiableSet());
		this.notes = Stream.of(this.preSave, this.postSave, this.preDelete, this.postDelete)
			.anyMatch(Route::takesNotes);
	}

	private SenderRoutes(SenderRoutes whole) {
		this.sender = whole.sender;
		this.finder = whole.finder;
		this.preSave = whole.preSave;
		this.postSave = whole.postSave;
		this.preDelete = whole.preDelete;
		this.postDelete = whole.postDelete;
		this.deferred = whole.deferred;
		this.netChangeReceivers = whole.netChangeReceivers;
		this.saveReceivers = true;
		this.deleteReceivers = true;
		this.rowReceivers = true;
		this.part = true;
		this.parts = whole.parts;
		this.notes = whole.notes;
		this.snapshots = whole.snapshots;
	}

	/**
	 * Return the routes of the same sender, whose rows also matter to those who hear what
	 * it is a part of.
	 * @return the same routes each time
	 */
	public SenderRoutes asPart() {
		if (this.asPart == null) {
			synchronized (this.others) {
				this.asPart = (this.asPart != null) ? this.asPart : this.part ? this : new SenderRoutes(this);
			}
		}
		return this.asPart;
	}

	/**
	 * Return whether the sender is a part of what some receiver hears.
	 * @return whether what is written of it must be known
	 */
	public boolean isPart() {
		return this.part;
	}

	/**
	 * Return the parts of the sender that receivers hear.
	 * @return the paths, as they were declared
	 */
	public Set<String> parts() {
		return this.parts;
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
	 * Return whether what is written of the sender concerns any receiver.
	 * @return whether its rows must be captured
	 */
	public boolean hasRowReceivers() {
		return this.rowReceivers;
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
	 * Return whether a receiver takes the notes of a save or a delete.
	 * @return whether each write has notes
	 */
	public boolean takeNotes() {
		return this.notes;
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
		return hasNetChangeReceivers() || this.part || this.postSave.asksChanges();
	}

	/**
	 * Return whether a receiver also reads the attributes of a creation.
	 * @return whether the attributes of a new entity must be read
	 */
	public boolean readCreations() {
		return this.part || this.postSave.asksChanges();
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
