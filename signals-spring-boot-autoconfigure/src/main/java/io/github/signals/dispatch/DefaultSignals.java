package io.github.signals.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

	private final SignalSender sender;

	private final ReceiverConnector connector;

	private final Consumer<Mute> muteCheck;

	private final Supplier<DurableCalls> durable;

	private final CallExecutor executor;

	private final LaterWork later;

	private final DurableSend durably;

	/**
	 * Create the facade.
	 * @param dispatcher the dispatcher of the signals
	 * @param connector connects receivers at run time
	 * @param muteCheck checks each mute scope that is opened
	 * @param durable the calls of durable receivers
	 * @param executor makes calls on other threads
	 * @param receivers creates receivers
	 */
	public DefaultSignals(Dispatcher dispatcher, ReceiverConnector connector, Consumer<Mute> muteCheck,
			Supplier<DurableCalls> durable, CallExecutor executor, ReceiverFactory receivers) {
		this.dispatcher = dispatcher;
		this.registry = dispatcher.registry();
		this.sender = new SignalSender(dispatcher);
		this.connector = connector;
		this.muteCheck = muteCheck;
		this.durable = durable;
		this.executor = executor;
		this.later = new LaterWork(dispatcher, receivers);
		this.durably = new DurableSend(this.registry, this.sender);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends Signal<?>> boolean connect(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver) {
		Assert.notNull(spec, "'spec' must not be null");
		Assert.notNull(receiver, "'receiver' must not be null");
		return this.connector.connect(spec, receiver, false, (payload, context) -> {
			receiver.receive((S) payload);
			return null;
		});
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends Signal<?>> boolean connectBatch(ReceiverSpec<S> spec, SignalBatchReceiver<S> receiver) {
		Assert.notNull(spec, "'spec' must not be null");
		Assert.notNull(receiver, "'receiver' must not be null");
		return this.connector.connect(spec, receiver, true, (payload, context) -> {
			receiver.receive((List<S>) payload);
			return null;
		});
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
		return this.sender.send(signal, false);
	}

	@Override
	public List<Response> sendRobust(Signal<?> signal) {
		Assert.notNull(signal, "'signal' must not be null");
		return this.sender.send(signal, true);
	}

	@Override
	public CompletableFuture<List<Response>> sendAsync(Signal<?> signal) {
		Assert.notNull(signal, "'signal' must not be null");
		return this.sender.sendAsync(signal, this.executor);
	}

	@Override
	public void afterCommit(Runnable work) {
		Assert.notNull(work, "'work' must not be null");
		this.later.afterCommit(work);
	}

	@Override
	public void afterRollback(Runnable work) {
		Assert.notNull(work, "'work' must not be null");
		this.later.afterRollback(work);
	}

	@Override
	public void durably(String uid, Signal<?> signal) {
		Assert.notNull(uid, "'uid' must not be null");
		Assert.notNull(signal, "'signal' must not be null");
		this.durably.send(uid, signal);
	}

	@Override
	public boolean hasReceivers(Class<?> signal, Class<?> sender) {
		Assert.notNull(signal, "'signal' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		return this.registry.routes(sender).of(signal).hasReceivers();
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
		this.muteCheck.accept(mute);
		return inScopes(DispatchScope.current().scopes().mute(mute), work);
	}

	@Override
	public <R> R importing(Supplier<R> work) {
		Assert.notNull(work, "'work' must not be null");
		return inScopes(DispatchScope.current().scopes().importing(), work);
	}

	@Override
	public <R> R withActor(Object actor, Supplier<R> work) {
		Assert.notNull(actor, "'actor' must not be null");
		Assert.notNull(work, "'work' must not be null");
		return inScopes(DispatchScope.current().scopes().withActor(actor), work);
	}

	/**
	 * Do work in scopes: what was changed before it is written before, and what was
	 * changed in it before it ends.
	 */
	private <R> R inScopes(Scopes scopes, Supplier<R> work) {
		this.dispatcher.writePending();
		return DispatchScope.current().run(scopes, () -> {
			R result = work.get();
			this.dispatcher.writePending();
			return result;
		});
	}

}
