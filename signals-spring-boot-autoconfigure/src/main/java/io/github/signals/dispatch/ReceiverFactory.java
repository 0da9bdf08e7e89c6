package io.github.signals.dispatch;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverInfo;

/**
 * Creates receivers from calls, decorated with their error handler, the decorator that
 * watches them, and their delivery.
 *
 * @since 0.1.0
 */
public final class ReceiverFactory {

	private final CallDecorator decorator;

	private final Supplier<CallDecorator> watcher;

	private final ReceiverErrorHandler errorHandler;

	private final FailureRate failureRate;

	private final Predicate<String> enabled;

	private final RecursionLimit recursion;

	/**
	 * Create a factory.
	 * @param decorator the decorator of the deliveries
	 * @param watcher the decorator that watches the receivers
	 * @param errorHandler handles exceptions after the end of a transaction
	 * @param failureRate counts these exceptions
	 * @param enabled which receivers run, by their uid
	 * @param recursion how deeply receivers may trigger one another
	 */
	public ReceiverFactory(CallDecorator decorator, Supplier<CallDecorator> watcher, ReceiverErrorHandler errorHandler,
			FailureRate failureRate, Predicate<String> enabled, RecursionLimit recursion) {
		this.decorator = decorator;
		this.watcher = watcher;
		this.errorHandler = errorHandler;
		this.failureRate = failureRate;
		this.enabled = enabled;
		this.recursion = recursion;
	}

	/**
	 * Return whether a receiver runs as soon as it is connected.
	 * @param uid its uid
	 * @return {@code false} if the configuration has switched it off
	 */
	public boolean isEnabled(String uid) {
		return this.enabled.test(uid);
	}

	/**
	 * Create a receiver.
	 * @param info what is told about it
	 * @param filter which signals it hears
	 * @param needs what it needs for a call
	 * @param ownHandler who handles its failures in place of the handler of all
	 * receivers, or {@code null}
	 * @param call what to call
	 * @return the receiver, which is not connected yet
	 */
	public RegisteredReceiver create(ReceiverInfo info, ReceiverFilter filter, ReceiverNeeds needs,
			@Nullable ReceiverErrorHandler ownHandler, ReceiverCall call) {
		boolean durable = info.delivery() == Delivery.DURABLE;
		boolean rethrow = info.delivery().isTransactional() || durable;
		ReceiverErrorHandler byDelivery = rethrow ? Failures::rethrow : this.errorHandler;
		// A handler ends no durable call: each attempt fails, and the handler hears of
		// it.
		ReceiverErrorHandler chosen = (ownHandler != null && !durable) ? ownHandler : byDelivery;
		return new RegisteredReceiver(info, filter, needs, rethrow ? chosen : this.failureRate.count(chosen),
				attempts(ownHandler), this.recursion, call, this.watcher.get(), this.decorator);
	}

	/**
	 * Return who hears of the attempts of a durable receiver: its own handler of each,
	 * and the one of all receivers of what has finally failed.
	 */
	private ReceiverErrorHandler attempts(@Nullable ReceiverErrorHandler own) {
		return (failure) -> {
			try {
				if (own != null) {
					own.handle(failure);
				}
			}
			finally {
				if (failure.parked()) {
					this.errorHandler.handle(failure);
				}
			}
		};
	}

}
