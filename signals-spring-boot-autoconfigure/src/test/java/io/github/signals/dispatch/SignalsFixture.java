package io.github.signals.dispatch;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import io.github.signals.Signals;

/**
 * The dispatch alone: no application context, no transactions, nothing deferred.
 */
final class SignalsFixture {

	static final int MAX_DEPTH = 5;

	final ReceiverRegistry registry = new ReceiverRegistry();

	final Dispatcher dispatcher = new Dispatcher(this.registry, (signal, context, routes) -> {
	}, () -> null);

	final Signals signals = new DefaultSignals(this.dispatcher,
			new ReceiverFactory(new DefaultListableBeanFactory(), new ReceiverBeans(() -> false), CallDecorator.NONE,
					() -> CallDecorator.NONE, new LoggingErrorHandler(), new FailureRate(0),
					(uid) -> !uid.startsWith("disabled"), MAX_DEPTH),
			NoDurableCalls::new);

}
