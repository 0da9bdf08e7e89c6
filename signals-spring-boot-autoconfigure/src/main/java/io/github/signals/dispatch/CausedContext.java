package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.SignalCause;

/**
 * What led to a signal, with the entity whose write cascaded to that of the instance.
 *
 * @since 0.1.0
 */
public final class CausedContext extends DecoratedContext {

	private final SignalCause entity;

	private CausedContext(DispatchContext context, SignalCause entity) {
		super(context);
		this.entity = entity;
	}

	/**
	 * Return a context with its cause.
	 * @param entity the entity whose write cascaded, or {@code null} if none did
	 * @param context who and what led to that
	 * @return the context with the cause, if there is one
	 */
	public static DispatchContext by(@Nullable SignalCause entity, DispatchContext context) {
		return (entity != null) ? new CausedContext(context, entity) : context;
	}

	@Override
	public SignalCause cause() {
		return this.entity;
	}

}
