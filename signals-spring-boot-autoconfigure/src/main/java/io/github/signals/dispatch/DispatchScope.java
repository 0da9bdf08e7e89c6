package io.github.signals.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Mute;

/**
 * What belongs to the calling thread: the running receiver, and the mute, import and
 * actor scopes.
 *
 * @since 0.1.0
 */
public final class DispatchScope {

	private static final ThreadLocal<DispatchScope> CURRENT = ThreadLocal
		.withInitial(() -> ThreadScopes.add(new DispatchScope()));

	private final Thread thread = Thread.currentThread();

	private @Nullable RegisteredReceiver receiver;

	private @Nullable DispatchContext context;

	/**
	 * What the receiver was called with, and the frame instead once somebody has asked.
	 */
	private @Nullable Object running;

	@Nullable Muted muted;

	boolean importing;

	@Nullable Object actor;

	private DispatchScope() {
	}

	static DispatchScope current() {
		return CURRENT.get();
	}

	/**
	 * Return the scope of this thread, which is looked up only if it is not the likely
	 * one.
	 */
	static DispatchScope current(@Nullable DispatchScope likely) {
		return (likely != null && likely.thread == Thread.currentThread()) ? likely : CURRENT.get();
	}

	/**
	 * Return whether nothing at all is delivered on this thread at the moment.
	 * @return whether everything is muted
	 */
	public static boolean isMuted() {
		Muted muted = current().muted;
		return muted != null && muted.all;
	}

	/**
	 * Return whether no receiver is running, and no scope is open.
	 * @return whether what is changed now is like any other change
	 */
	public static boolean isPlain() {
		DispatchScope here = current();
		return here.running == null && here.muted == null && !here.importing && here.actor == null;
	}

	/**
	 * Return the call that is running, which is described only if somebody asks.
	 */
	@Nullable Frame running() {
		if (this.receiver != null && this.context != null && this.running != null && !(this.running instanceof Frame)) {
			this.running = new Frame(this.receiver, this.running, this.context);
		}
		return (Frame) this.running;
	}

	@Nullable Object run(RegisteredReceiver receiver, ReceiverCall call, Object payload, DispatchContext context)
			throws Exception {
		RegisteredReceiver outerReceiver = this.receiver;
		DispatchContext outerContext = this.context;
		Object outer = this.running;
		enter(receiver, context, payload);
		try {
			return call.call(payload, context);
		}
		finally {
			if (this.running instanceof Frame frame) {
				frame.finish();
			}
			enter(outerReceiver, outerContext, outer);
		}
	}

	/**
	 * Return the innermost call of this thread, as far as another thread can tell.
	 * <p>
	 * The thread writes as if nobody looked, which costs it nothing. That is enough: a
	 * call that lasts has long left the code that could hold the writes back, what one
	 * look misses the next one sees, and of what is found here only final fields are
	 * read.
	 */
	@Nullable RunningCall look() {
		Object running = Fields.RUNNING.getAcquire(this);
		RegisteredReceiver receiver = (RegisteredReceiver) Fields.RECEIVER.getAcquire(this);
		DispatchContext context = (DispatchContext) Fields.CONTEXT.getAcquire(this);
		if (running == null || receiver == null || context == null || running != Fields.RUNNING.getAcquire(this)) {
			return null;
		}
		return new RunningCall(receiver, (running instanceof Frame frame) ? frame.payload : running, context);
	}

	Thread thread() {
		return this.thread;
	}

	private void enter(@Nullable RegisteredReceiver receiver, @Nullable DispatchContext context,
			@Nullable Object running) {
		this.receiver = receiver;
		this.context = context;
		this.running = running;
	}

	<R> R mute(Mute mute, Supplier<R> work) {
		Muted outer = this.muted;
		this.muted = new Muted(mute, outer);
		try {
			return work.get();
		}
		finally {
			this.muted = outer;
		}
	}

	<R> R importing(Supplier<R> work) {
		boolean outer = this.importing;
		this.importing = true;
		try {
			return work.get();
		}
		finally {
			this.importing = outer;
		}
	}

	<R> R withActor(Object actor, Supplier<R> work) {
		Object outer = this.actor;
		this.actor = actor;
		try {
			return work.get();
		}
		finally {
			this.actor = outer;
		}
	}

	/**
	 * Carry the scopes of this thread to another one.
	 * @param work what to run there
	 * @return the work, which runs in the scopes of the thread that called this method
	 */
	public static Runnable carry(Runnable work) {
		DispatchScope here = current();
		Muted muted = here.muted;
		boolean importing = here.importing;
		Object actor = here.actor;
		return () -> current().inScopes(muted, importing, actor, work);
	}

	private void inScopes(@Nullable Muted muted, boolean importing, @Nullable Object actor, Runnable work) {
		Muted outerMuted = this.muted;
		boolean outerImporting = this.importing;
		Object outerActor = this.actor;
		this.muted = muted;
		this.importing = importing;
		this.actor = actor;
		try {
			work.run();
		}
		finally {
			this.muted = outerMuted;
			this.importing = outerImporting;
			this.actor = outerActor;
		}
	}

	/**
	 * What another thread reads. Loaded by the first look.
	 */
	private static final class Fields {

		static final VarHandle RECEIVER;

		static final VarHandle CONTEXT;

		static final VarHandle RUNNING;

		static {
			try {
				MethodHandles.Lookup lookup = MethodHandles.lookup();
				RECEIVER = lookup.findVarHandle(DispatchScope.class, "receiver", RegisteredReceiver.class);
				CONTEXT = lookup.findVarHandle(DispatchScope.class, "context", DispatchContext.class);
				RUNNING = lookup.findVarHandle(DispatchScope.class, "running", Object.class);
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

	}

	/**
	 * A mute scope, linked to the one around it.
	 */
	static final class Muted {

		private final Mute mute;

		private final @Nullable Muted outer;

		final boolean all;

		Muted(Mute mute, @Nullable Muted outer) {
			this.mute = mute;
			this.outer = outer;
			this.all = mute.isAll() || (outer != null && outer.all);
		}

		static boolean matches(@Nullable Muted muted, String uid, Class<?> sender, Class<?> signal) {
			for (Muted scope = muted; scope != null; scope = scope.outer) {
				if (scope.mute.matches(uid, sender, signal)) {
					return true;
				}
			}
			return false;
		}

	}

}
