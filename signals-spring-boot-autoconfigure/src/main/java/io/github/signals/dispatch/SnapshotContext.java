package io.github.signals.dispatch;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.Snapshot;

/**
 * What led to a signal, with the attributes of its instance at that moment.
 *
 * @since 0.1.0
 */
public final class SnapshotContext extends DecoratedContext {

	private final Supplier<Snapshot> snapshot;

	private SnapshotContext(DispatchContext context, Supplier<Snapshot> snapshot) {
		super(context);
		this.snapshot = snapshot;
	}

	/**
	 * Keep what a signal is about before its receivers are called, if a receiver that is
	 * called later takes it.
	 * @param context who and what led to the signal
	 * @param signal the signal
	 * @param routes the receivers of its sender
	 * @return the context with the snapshot, or the same context
	 */
	public static DispatchContext of(DispatchContext context, Signal<?> signal, SenderRoutes routes) {
		return routes.askSnapshot(signal) ? keep(context, signal, Map.of()) : context;
	}

	/**
	 * Keep what a signal is about as it is now, unless that was done before.
	 * @param context who and what led to the signal
	 * @param signal the signal
	 * @param stored the attributes that were stored, if they are known better
	 * @return the context with the snapshot
	 */
	public static DispatchContext keep(DispatchContext context, Signal<?> signal,
			Map<String, ? extends @Nullable Object> stored) {
		if (context instanceof SnapshotContext) {
			return context;
		}
		Map<String, ? extends @Nullable Object> attributes = stored.isEmpty()
				? context.identifiers().state(signal.instance()) : stored;
		Snapshot snapshot = Snapshot.of(signal.sender(), context.identifiers().of(signal.instance()), attributes);
		return new SnapshotContext(context, () -> snapshot);
	}

	/**
	 * Return a context with a snapshot that was recorded.
	 * @param context who and what led to the signal
	 * @param snapshot reads the attributes as they were written, when a receiver takes it
	 * @return the context with the snapshot
	 */
	public static DispatchContext recorded(DispatchContext context, Supplier<Snapshot> snapshot) {
		return new SnapshotContext(context, snapshot);
	}

	/**
	 * Return the attributes of an instance.
	 * @param signal the signal that is about it
	 * @param context who and what led to the signal
	 * @return the attributes that were kept, or those of the moment if none were
	 */
	public static Snapshot of(Signal<?> signal, DispatchContext context) {
		DispatchContext keeping = context;
		while (keeping instanceof DecoratedContext decorated && !(decorated instanceof SnapshotContext)) {
			keeping = decorated.decorated();
		}
		DispatchContext kept = (keeping instanceof SnapshotContext) ? keeping : keep(context, signal, Map.of());
		return ((SnapshotContext) kept).snapshot.get();
	}

}
