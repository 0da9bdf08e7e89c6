package io.github.signals.dispatch;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.util.Assert;

import io.github.signals.DurableCalls;
import io.github.signals.Mute;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.SignalBatchReceiver;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;

/**
 * The facade over the registry, the dispatcher and the scopes.
 *
 * @since 0.1.0
 */
public final class DefaultSignals implements Signals {

	private final Dispatcher dispatcher;

	private final ReceiverRegistry registry;

	private final MuteCheck muteCheck;

	private final ReceiverFactory factory;

	private final Supplier<DurableCalls> durable;

	private final Consumer<SpecifiedReceiver> check;

	/**
	 * Create the facade.
	 * @param dispatcher the dispatcher of the signals
	 * @param factory the factory that creates receivers from lambdas
	 * @param durable the calls of durable receivers
	 */
	public DefaultSignals(Dispatcher dispatcher, ReceiverFactory factory, Supplier<DurableCalls> durable) {
		this(dispatcher, factory, durable, (spec) -> {
		});
	}

	/**
	 * Create the facade.
	 * @param dispatcher the dispatcher of the signals
	 * @param factory the factory that creates receivers from lambdas
	 * @param durable the calls of durable receivers
	 * @param check the check that refuses lambdas whose sender the application does not
	 * store
	 */
	public DefaultSignals(Dispatcher dispatcher, ReceiverFactory factory, Supplier<DurableCalls> durable,
			Consumer<SpecifiedReceiver> check) {
		this.dispatcher = dispatcher;
		this.registry = dispatcher.registry();
		this.muteCheck = new MuteCheck(this.registry);
		this.factory = factory;
		this.durable = durable;
		this.check = check;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends Signal<?>> boolean connect(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver) {
		Assert.notNull(spec, "'spec' must not be null");
		Assert.notNull(receiver, "'receiver' must not be null");
		return connect(spec, receiver, false, (payload, context) -> {
			receiver.receive((S) payload);
			return null;
		});
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends Signal<?>> boolean connectBatch(ReceiverSpec<S> spec, SignalBatchReceiver<S> receiver) {
		Assert.notNull(spec, "'spec' must not be null");
		Assert.notNull(receiver, "'receiver' must not be null");
		return connect(spec, receiver, true, (payload, context) -> {
			receiver.receive((List<S>) payload);
			return null;
		});
	}

	private boolean connect(ReceiverSpec<?> spec, Object receiver, boolean batch, ReceiverCall call) {
		SpecifiedReceiver specified = SpecifiedReceiver.of(spec, receiver, batch);
		specified.check();
		this.check.accept(specified);
		return this.registry.connect(List.of(this.factory.create(specified, call))).isEmpty();
	}

	@Override
	public boolean disconnect(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		return this.registry.disconnect((receiver) -> receiver.uid().equals(uid));
	}

	@Override
	public boolean enable(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		return this.registry.enable(uid, true);
	}

	@Override
	public boolean disable(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		return this.registry.enable(uid, false);
	}

	@Override
	public List<Response> send(Signal<?> signal) {
		Assert.notNull(signal, "'signal' must not be null");
		return this.dispatcher.send(signal, false);
	}

	@Override
	public List<Response> sendRobust(Signal<?> signal) {
		Assert.notNull(signal, "'signal' must not be null");
		return this.dispatcher.send(signal, true);
	}

	@Override
	public boolean hasReceivers(Class<?> signal, Class<?> sender) {
		Assert.notNull(signal, "'signal' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		return this.registry.routes(sender).of(signal).isHeard();
	}

	@Override
	public List<ReceiverInfo> receivers() {
		return this.registry.receivers();
	}

	@Override
	public List<ReceiverExplanation> explain(Class<?> sender) {
		Assert.notNull(sender, "'sender' must not be null");
		return new Explanations(this.registry).of(sender, null);
	}

	@Override
	public List<ReceiverExplanation> explain(Object instance) {
		Assert.notNull(instance, "'instance' must not be null");
		Signal<Object> signal = () -> instance;
		return new Explanations(this.registry).of(signal.sender(), instance);
	}

	@Override
	public DurableCalls durable() {
		return this.durable.get();
	}

	@Override
	public <R> R mute(Mute mute, Supplier<R> work) {
		Assert.notNull(mute, "'mute' must not be null");
		Assert.notNull(work, "'work' must not be null");
		this.muteCheck.check(mute);
		return inScope(work, (inner) -> DispatchScope.current().mute(mute, inner));
	}

	@Override
	public <R> R importing(Supplier<R> work) {
		Assert.notNull(work, "'work' must not be null");
		return inScope(work, (inner) -> DispatchScope.current().importing(inner));
	}

	@Override
	public <R> R withActor(Object actor, Supplier<R> work) {
		Assert.notNull(actor, "'actor' must not be null");
		Assert.notNull(work, "'work' must not be null");
		return inScope(work, (inner) -> DispatchScope.current().withActor(actor, inner));
	}

	/**
	 * Do work in a scope: what was changed before it is written before, and what was
	 * changed in it before it ends.
	 */
	private <R> R inScope(Supplier<R> work, Function<Supplier<R>, R> scope) {
		this.dispatcher.writePending();
		return scope.apply(() -> {
			R result = work.get();
			this.dispatcher.writePending();
			return result;
		});
	}

}
