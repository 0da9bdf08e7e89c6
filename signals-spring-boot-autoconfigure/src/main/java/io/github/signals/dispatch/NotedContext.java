package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.SignalNotes;

/**
 * The context of one write whose receivers take notes.
 *
 * @since 0.1.0
 */
public final class NotedContext extends DecoratedContext {

	private final SignalNotes notes;

	private NotedContext(DispatchContext context, SignalNotes notes) {
		super(context);
		this.notes = notes;
	}

	/**
	 * Return the context of one write, with notes of its own if a receiver takes them.
	 * @param context who and what leads to the write
	 * @param routes the receivers of its sender
	 * @return the same context if nobody takes notes
	 */
	public static DispatchContext of(DispatchContext context, SenderRoutes routes) {
		return routes.takeNotes() ? new NotedContext(context, new SignalNotes()) : context;
	}

	/**
	 * Return a context with the notes of a write.
	 * @param context who and what leads to the write
	 * @param notes the notes, or {@code null} if nobody takes them
	 * @return the same context if it has these notes, or if there are none
	 */
	public static DispatchContext of(DispatchContext context, @Nullable SignalNotes notes) {
		return (notes == null || context.notes() == notes) ? context : new NotedContext(context, notes);
	}

	@Override
	public SignalNotes notes() {
		return this.notes;
	}

}
