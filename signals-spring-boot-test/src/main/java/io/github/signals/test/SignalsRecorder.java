package io.github.signals.test;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Payloads;
import io.github.signals.dispatch.PendingCalls;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Adds the signals and calls in an application context to the records of the tests that
 * they belong to.
 */
final class SignalsRecorder implements CallDecorator {

	/**
	 * The record of the test that this thread, or the one that has started it, runs:
	 * weakly, as threads of pools live on.
	 */
	private static final ThreadLocal<@Nullable WeakReference<TestRecord>> CURRENT = new InheritableThreadLocal<>();

	private final @Nullable ReceiverRegistry registry;

	private final ObjectProvider<Deferral> deferral;

	private final ListableBeanFactory beans;

	private boolean listening;

	private final Set<TestRecord> running = new CopyOnWriteArraySet<>();

	SignalsRecorder(ObjectProvider<ReceiverRegistry> registry, ObjectProvider<Deferral> deferral,
			ListableBeanFactory beans) {
		this.beans = beans;
		this.registry = registry.getIfAvailable();
		this.deferral = deferral;
		if (this.registry != null) {
			this.registry.listenBy(this::signalled);
		}
	}

	/**
	 * Begin a test on this thread.
	 * @param recorders those of the application context and of its parents
	 * @return what ends the test
	 */
	static Runnable begin(TestRecord record, Collection<SignalsRecorder> recorders) {
		WeakReference<TestRecord> outer = CURRENT.get();
		CURRENT.set(new WeakReference<>(record));
		recorders.forEach((recorder) -> recorder.begin(record));
		return () -> {
			recorders.forEach((recorder) -> recorder.running.remove(record));
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		};
	}

	/**
	 * Begin a test. Once the application context has started, it is told of the calls
	 * that are left for later; those of its parents tell their own recorders.
	 */
	private synchronized void begin(TestRecord record) {
		this.running.add(record);
		if (!this.listening) {
			this.listening = true;
			this.beans.getBeansOfType(PendingCalls.class, false, false)
				.values()
				.forEach((calls) -> calls.announceTo((call) -> accepted(calls, call)));
		}
	}

	private void accepted(PendingCalls calls, Object call) {
		records().forEach((record) -> record.awaited().add(calls, call));
	}

	/**
	 * Return the record of the test on whose thread this is, or of the only one that
	 * runs.
	 */
	TestRecord current() {
		WeakReference<TestRecord> known = CURRENT.get();
		TestRecord ofThread = (known != null) ? known.get() : null;
		TestRecord current = (DispatchScope.bearer() instanceof TestRecord bearer) ? bearer : ofThread;
		if (current != null && this.running.contains(current)) {
			return current;
		}
		List<TestRecord> all = List.copyOf(this.running);
		if (all.size() != 1) {
			throw new IllegalStateException((all.isEmpty() ? "No test is running: signals are recorded from before the"
					+ " @BeforeEach methods of a test class with @RecordSignals until after its @AfterEach methods"
					: all.size() + " tests are running, and this thread belongs to none of them: take"
							+ " RecordedSignals as a parameter of the test method"));
		}
		return all.get(0);
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		ReceiverInfo info = receiver.info();
		return (payload, context) -> record(info, call, payload, context);
	}

	private @Nullable Object record(ReceiverInfo receiver, ReceiverCall call, Object payload, DispatchContext context)
			throws Exception {
		List<Signal<?>> signals = Payloads.all(payload);
		List<TestRecord> records = records(signals, context);
		Throwable failure = null;
		try {
			return call(records, call, payload, context);
		}
		catch (Exception | Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			RecordedCall recorded = new RecordedCall(receiver, signals, failure);
			records.forEach((record) -> record.add(recorded));
		}
	}

	/**
	 * Make the call, and what it causes, belong to the test if there is only one.
	 */
	private static @Nullable Object call(List<TestRecord> records, ReceiverCall call, Object payload,
			DispatchContext context) throws Exception {
		if (DispatchScope.bearer() != null || records.size() != 1) {
			return call.call(payload, context);
		}
		Runnable end = DispatchScope.open(records.get(0), false, List.of());
		try {
			return call.call(payload, context);
		}
		finally {
			end.run();
		}
	}

	private List<TestRecord> records(List<Signal<?>> signals, DispatchContext context) {
		if (context.id() != null && DispatchScope.bearer() == null) {
			List<TestRecord> knowing = this.running.stream().filter((record) -> record.knows(signals)).toList();
			return knowing.isEmpty() ? List.copyOf(this.running) : knowing;
		}
		return records();
	}

	private List<TestRecord> records() {
		if (DispatchScope.bearer() instanceof TestRecord record) {
			return this.running.contains(record) ? List.of(record) : List.of();
		}
		return List.copyOf(this.running);
	}

	private void signalled(Signal<?> signal) {
		records().forEach((record) -> record.add(signal));
	}

	List<String> uids() {
		return (this.registry != null) ? this.registry.receivers().stream().map(ReceiverInfo::uid).toList() : List.of();
	}

	boolean isConnected() {
		return this.registry != null;
	}

	void commit() {
		this.deferral.getObject().simulateCommit();
	}

}
