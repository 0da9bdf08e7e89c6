package io.github.signals.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.EntitySignal;
import io.github.signals.Mute;

/**
 * The state of the calling thread: the running receiver, and the mute, import and actor
 * scopes.
 *
 * @since 0.1.0
 */
public final class DispatchScope {

	private static final ThreadLocal<DispatchScope> CURRENT = ThreadLocal
		.withInitial(() -> ThreadScopes.add(new DispatchScope()));

	private final Thread thread = Thread.currentThread();

	private @Nullable RegisteredReceiver receiver;

	/**
	 * What the receiver was called with, and the frame instead once somebody has asked.
	 */
	private @Nullable Object running;

	@Nullable Muted muted;

	boolean importing;

	@Nullable Object actor;

	private @Nullable Object bearer;

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
	 * Return whether nothing at all is currently delivered on this thread.
	 * @return whether everything is muted
	 */
	public static boolean isMuted() {
		Muted muted = current().muted;
		return muted != null && muted.all;
	}

	/**
	 * Return whether no receiver is running, and no scope is open.
	 * @return whether a change made now needs no special treatment
	 */
	public static boolean isPlain() {
		DispatchScope here = current();
		return here.running == null && here.muted == null && !here.importing && here.actor == null;
	}

	/**
	 * Return the call that is running, which is described only if somebody asks.
	 */
	@Nullable Frame running() {
		if (this.receiver != null && this.running instanceof EntitySignal<?> signal) {
			this.running = new Frame(this.receiver, signal, (DispatchContext) signal.context());
		}
		return (Frame) this.running;
	}

	@Nullable Object run(RegisteredReceiver receiver, ReceiverCall call, Object payload, DispatchContext context)
			throws Exception {
		RegisteredReceiver outerReceiver = this.receiver;
		Object outer = this.running;
		this.receiver = receiver;
		// Each stored reference has a cost, and an entity signal has its context.
		boolean known = payload instanceof EntitySignal<?> signal && signal.context() == context;
		this.running = known ? payload : new Frame(receiver, payload, context);
		try {
			return call.call(payload, context);
		}
		finally {
			if (this.running instanceof Frame frame) {
				frame.finish();
			}
			this.receiver = outerReceiver;
			this.running = outer;
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
		if (running == null || receiver == null || running != Fields.RUNNING.getAcquire(this)) {
			return null;
		}
		return RunningCall.of(receiver, running);
	}

	Thread thread() {
		return this.thread;
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
	 * Open scopes that begin in one method and end in another, for tests. Pending changes
	 * are not flushed, so these scopes must surround a transaction and not be opened
	 * inside one.
	 * @param bearer on whose behalf the thread works from now on
	 * @param importing whether to open an import scope
	 * @param mutes what is not delivered
	 * @return closes the scopes, and must be run on the same thread, starting with the
	 * scopes opened last
	 */
	public static Runnable open(@Nullable Object bearer, boolean importing, Iterable<Mute> mutes) {
		DispatchScope here = current();
		Object outerBearer = here.bearer;
		boolean outerImporting = here.importing;
		Muted outerMuted = here.muted;
		here.bearer = bearer;
		here.importing |= importing;
		mutes.forEach((mute) -> here.muted = new Muted(mute, here.muted));
		return () -> {
			here.bearer = outerBearer;
			here.importing = outerImporting;
			here.muted = outerMuted;
		};
	}

	/**
	 * Return on whose behalf this thread, or the thread that carried its scopes here,
	 * works.
	 * @return the bearer passed to {@link #open}, or {@code null}
	 */
	public static @Nullable Object bearer() {
		return current().bearer;
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
		Object bearer = here.bearer;
		return () -> current().inScopes(muted, importing, actor, bearer, work);
	}

	private void inScopes(@Nullable Muted muted, boolean importing, @Nullable Object actor, @Nullable Object bearer,
			Runnable work) {
		Muted outerMuted = this.muted;
		boolean outerImporting = this.importing;
		Object outerActor = this.actor;
		Object outerBearer = this.bearer;
		this.muted = muted;
		this.importing = importing;
		this.actor = actor;
		this.bearer = bearer;
		try {
			work.run();
		}
		finally {
			this.muted = outerMuted;
			this.importing = outerImporting;
			this.actor = outerActor;
			this.bearer = outerBearer;
		}
	}

	/**
	 * What another thread reads. Loaded by the first look.
	 */
	private static final class Fields {

		static final VarHandle RECEIVER;

		static final VarHandle RUNNING;

		static {
			try {
				MethodHandles.Lookup lookup = MethodHandles.lookup();
				RECEIVER = lookup.findVarHandle(DispatchScope.class, "receiver", RegisteredReceiver.class);
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
