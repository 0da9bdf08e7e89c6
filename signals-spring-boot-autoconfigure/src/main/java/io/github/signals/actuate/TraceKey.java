package io.github.signals.actuate;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.EntitySignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;

/**
 * By what the entry of a signal is found, as long as somebody else holds the signal or
 * the entity. The context tells apart two dispatches of an object that is sent again and
 * again.
 */
final class TraceKey {

	private final WeakReference<Object> subject;

	private final WeakReference<DispatchContext> context;

	private final Object kind;

	private final int hash;

	private TraceKey(Object subject, DispatchContext context, Object kind) {
		this.subject = new WeakReference<>(subject);
		this.context = new WeakReference<>(context);
		this.kind = kind;
		this.hash = 31 * (31 * System.identityHashCode(subject) + System.identityHashCode(context)) + kind.hashCode();
	}

	/**
	 * Create the key of a signal. One save may be told by several signals: to those who
	 * hear it at once, and to those who hear it at the end of the transaction.
	 */
	static TraceKey of(Signal<?> signal, DispatchContext context) {
		Object subject = (signal instanceof EntitySignal<?>) ? signal.instance() : signal;
		Object kind = (signal instanceof CollectionChange<?> change) ? change.attribute() : signal.getClass();
		return new TraceKey(subject, context, kind);
	}

	/**
	 * Create the key of a signal that sums up others.
	 */
	static TraceKey ofNet(Signal<?> net, DispatchContext context) {
		return new TraceKey(net, context, TraceKey.class);
	}

	/**
	 * Create the key of what sums up a number of signals.
	 * @param last the last of them
	 */
	static TraceKey ofSum(Signal<?> last, DispatchContext context, int count) {
		return new TraceKey(last, context, count);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || other instanceof TraceKey that && isSame(this.subject, that.subject)
				&& isSame(this.context, that.context) && this.kind.equals(that.kind);
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
