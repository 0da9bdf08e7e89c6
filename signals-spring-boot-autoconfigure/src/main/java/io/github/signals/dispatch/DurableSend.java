package io.github.signals.dispatch;

import java.util.List;
import java.util.stream.Collectors;

import io.github.signals.Delivery;
import io.github.signals.Signal;

/**
 * Sends a signal of the application to one durable receiver alone.
 */
final class DurableSend {

	private static final Route NOBODY = new Route(List.of(), null, null);

	private final ReceiverRegistry registry;

	private final SignalSender sender;

	DurableSend(ReceiverRegistry registry, SignalSender sender) {
		this.registry = registry;
		this.sender = sender;
	}

	/**
	 * Send a signal to a receiver.
	 * @throws IllegalArgumentException if the receiver does not exist, is not durable, or
	 * does not hear the signal
	 */
	void send(String uid, Signal<?> signal) {
		Class<?> type = signal.getClass();
		// Before anything else, as it finds the receivers of an application that starts.
		Route all = this.registry.routes(signal.sender()).of(type);
		Route one = all.only(receiver(uid, signal));
		this.sender.send(signal, new SenderRoutes(signal.sender(), List.of(), (sent) -> (sent == type) ? one : NOBODY),
				false);
	}

	private RegisteredReceiver receiver(String uid, Signal<?> signal) {
		for (RegisteredReceiver receiver : this.registry.all()) {
			if (receiver.uid().equals(uid)) {
				check(receiver, signal);
				return receiver;
			}
		}
		throw new IllegalArgumentException(
				"There is no receiver '" + uid + "'. Name the 'dispatchUid' of a DURABLE receiver."
						+ Suggestion.suggest(uid, this.registry.all().stream().map(RegisteredReceiver::uid).toList()));
	}

	private static void check(RegisteredReceiver receiver, Signal<?> signal) {
		String name = "Receiver '" + receiver.uid() + "' (" + receiver.info().method() + ")";
		if (receiver.delivery() != Delivery.DURABLE) {
			throw new IllegalArgumentException(name + " is " + receiver.delivery()
					+ ", so its calls are not recorded. Choose the delivery DURABLE, or send the signal with 'send'.");
		}
		Subscription heard = receiver.subscription();
		if (!OwnSignals.isOwn(signal.getClass()) || !heard.covers(signal.getClass())
				|| !heard.coversSender(signal.sender())) {
			throw new IllegalArgumentException(name + " cannot be called with " + signal.getClass().getName() + " of "
					+ signal.sender().getName() + ": it hears " + names(heard.signals()) + " of "
					+ names(heard.senders()) + ". Pass one of the application's own signals that it hears.");
		}
	}

	private static String names(List<Class<?>> types) {
		return types.stream().map(Class::getName).collect(Collectors.joining(", "));
	}

}
