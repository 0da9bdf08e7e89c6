package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.SignalCause;
import io.github.signals.SignalNotes;

/**
 * The context of one write, of which more is known than of the others that were led to by
 * the same. Each decoration adds one thing, and leaves the rest to the context that it
 * decorates.
 *
 * @since 0.1.0
 */
public abstract sealed class DecoratedContext extends DispatchContext
		permits CausedContext, NotedContext, SnapshotContext {

	private final DispatchContext context;

	DecoratedContext(DispatchContext context) {
		super(context, context.cause, context.origin());
		this.context = context;
	}

	/**
	 * Return what is decorated.
	 */
	final DispatchContext decorated() {
		return this.context;
	}

	@Override
	public final DispatchContext undecorated() {
		return this.context.undecorated();
	}

	@Override
	public final @Nullable Object actor() {
		return this.context.actor();
	}

	@Override
	public @Nullable SignalCause cause() {
		return this.context.cause();
	}

	@Override
	public @Nullable SignalNotes notes() {
		return this.context.notes();
	}

}
