package io.github.signals.actuate;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;

/**
 * By what the entry of a signal is found, as long as somebody else holds the signal. The
 * context tells apart two dispatches of an object that is sent again and again.
 */
final class TraceKey {

	private final WeakReference<Signal<?>> signal;

	private final WeakReference<DispatchContext> context;

	private final int hash;

	TraceKey(Signal<?> signal, DispatchContext context) {
		this.signal = new WeakReference<>(signal);
		this.context = new WeakReference<>(context);
		this.hash = 31 * System.identityHashCode(signal) + System.identityHashCode(context);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || other instanceof TraceKey that && isSame(this.signal, that.signal)
				&& isSame(this.context, that.context);
	}

	/**
	 * Two that are gone are not the same.
	 */
	private static boolean isSame(WeakReference<?> one, WeakReference<?> other) {
		Object referent = one.get();
		return referent != null && referent == other.get();
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
