package io.github.signals.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
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

	private Scopes scopes = Scopes.NONE;

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
		return current().scopes.mutesAll();
	}

	/**
	 * Return whether no receiver is running, and no scope is open.
	 * @return whether a change made now needs no special treatment
	 */
	public static boolean isPlain() {
		DispatchScope here = current();
		return here.running == null && here.scopes.isPlain();
	}

	/**
	 * Return the call that is running, which is described only if somebody asks.
	 */
	@Nullable Frame running() {
		if (this.receiver != null && this.running instanceof DataSignal<?> signal) {
			this.running = new Frame(this.receiver, signal, (DispatchContext) signal.context());
		}
		return (Frame) this.running;
	}

	@Nullable Object run(RegisteredReceiver receiver, ReceiverCall call, Object payload, DispatchContext context)
			throws Exception {
		RegisteredReceiver outerReceiver = this.receiver;
		Object outer = this.running;
		this.receiver = receiver;
		// Each stored reference has a cost, and a data signal has its context.
		boolean known = payload instanceof DataSignal<?> signal && signal.context() == context;
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

	Scopes scopes() {
		return this.scopes;
	}

	/**
	 * Do work in scopes, in place of those that are open.
	 */
	<R> R run(Scopes scopes, Supplier<R> work) {
		Scopes outer = this.scopes;
		this.scopes = scopes;
		try {
			return work.get();
		}
		finally {
			this.scopes = outer;
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
		Scopes outer = here.scopes;
		Scopes scopes = outer.onBehalfOf(bearer);
		if (importing) {
			scopes = scopes.importing();
		}
		for (Mute mute : mutes) {
			scopes = scopes.mute(mute);
		}
		here.scopes = scopes;
		return () -> here.scopes = outer;
	}

	/**
	 * Return on whose behalf this thread, or the thread that carried its scopes here,
	 * works.
	 * @return the bearer passed to {@link #open}, or {@code null}
	 */
	public static @Nullable Object bearer() {
		return current().scopes.bearer;
	}

	/**
	 * Carry the scopes of this thread to another one.
	 * @param work what to run there
	 * @return the work, which runs in the scopes of the thread that called this method
	 */
	public static Runnable carry(Runnable work) {
		Scopes scopes = current().scopes;
		return () -> current().run(scopes, () -> {
			work.run();
			return null;
		});
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

}
