package io.github.signals.dispatch;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;

/**
 * Work that the application leaves to the end of the current transaction. It waits there
 * as a signal does, for a receiver that is not connected: one that hears nothing else,
 * and runs it.
 */
final class LaterWork {

	private final Dispatcher dispatcher;

	private final ReceiverFactory receivers;

	private final Supplier<SenderRoutes> committed = SingletonSupplier
		.of(() -> routes("afterCommit", Delivery.AFTER_COMMIT));

	private final Supplier<SenderRoutes> rolledBack = SingletonSupplier
		.of(() -> routes("afterRollback", Delivery.AFTER_ROLLBACK));

	LaterWork(Dispatcher dispatcher, ReceiverFactory receivers) {
		this.dispatcher = dispatcher;
		this.receivers = receivers;
	}

	void afterCommit(Runnable work) {
		leave(work, this.committed.get());
	}

	void afterRollback(Runnable work) {
		leave(work, this.rolledBack.get());
	}

	/**
	 * Leave work, whatever is muted: it is not a signal of a change.
	 */
	private void leave(Runnable work, SenderRoutes routes) {
		DispatchScope here = DispatchScope.current();
		DispatchContext context = here.run(here.scopes().unmuted(),
				() -> this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE));
		this.dispatcher.deferral().defer(new Work(work), context, routes);
	}

	private SenderRoutes routes(String method, Delivery delivery) {
		ReceiverInfo info = new ReceiverInfo("signals." + method, "Signals." + method + "(Runnable)",
				List.of(Work.class), List.of(Runnable.class), delivery, Ordered.LOWEST_PRECEDENCE, true);
		RegisteredReceiver receiver = this.receivers.create(info, new ReceiverFilter(Set.of(), Set.of(), null, true),
				new ReceiverNeeds(false, false, false, false, true, true, true, false, 0, ReceiverParts.NONE, false),
				null, (payload, context) -> {
					((Work) payload).work.run();
					return null;
				});
		return new SenderRoutes(Runnable.class, List.of(),
				(signal) -> new Route((signal == Work.class) ? List.of(receiver) : List.of(), null, null));
	}

	/**
	 * What is left once. Each is an instance of its own, so that the same work can be
	 * left twice, and by itself.
	 */
	private static final class Work implements Signal<Object> {

		private final Runnable work;

		Work(Runnable work) {
			this.work = work;
		}

		@Override
		public Object instance() {
			return this;
		}

		@Override
		public Class<?> sender() {
			return Runnable.class;
		}

	}

}
