package io.github.signals.dispatch;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import io.github.signals.Signals;
import io.github.signals.declaration.DeclaredReceiverFactory;
import io.github.signals.declaration.MuteCheck;
import io.github.signals.declaration.ReceiverBeans;
import io.github.signals.declaration.SpecifiedReceivers;

/**
 * The dispatch alone: no application context, no transactions, nothing deferred.
 */
public final class SignalsFixture {

	public static final int MAX_DEPTH = 5;

	public final ReceiverRegistry registry = new ReceiverRegistry();

	public final Dispatcher dispatcher = new Dispatcher(this.registry, (signal, context, routes) -> {
	}, () -> null);

	public final ReceiverFactory factory = new ReceiverFactory(CallDecorator.NONE, () -> CallDecorator.NONE,
			new LoggingErrorHandler(), new FailureRate(0), (uid) -> !uid.startsWith("disabled"),
			new RecursionLimit(MAX_DEPTH));

	public final Signals signals = new DefaultSignals(this.dispatcher,
			new SpecifiedReceivers(this.registry,
					new DeclaredReceiverFactory(new DefaultListableBeanFactory(), new ReceiverBeans(() -> false),
							this.factory, (call) -> call),
					null),
			new MuteCheck(this.registry), NoDurableCalls::new, (uid, call) -> call, this.factory);

}
