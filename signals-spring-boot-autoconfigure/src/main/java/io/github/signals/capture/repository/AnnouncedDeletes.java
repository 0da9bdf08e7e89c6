package io.github.signals.capture.repository;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The deletes of one call where the persistence context tells what it writes: the call
 * announces them.
 */
final class AnnouncedDeletes extends DeleteCapture {

	private final ManagedEntityReader reader;

	AnnouncedDeletes(Dispatcher dispatcher, EntityStore store, ManagedEntityReader reader, DispatchContext context) {
		super(dispatcher, store, reader, context);
		this.reader = reader;
	}

	@Override
	void before(Object entity, SenderRoutes routes) {
		super.before(entity, routes);
		// The call may flush what it removes.
		this.reader.deleted(entity, context(entity, routes));
	}

	/**
	 * Make the call, and have what it flushes wait for what it says itself.
	 */
	@Override
	@Nullable Object call(MethodInvocation invocation) throws Throwable {
		this.reader.enterCall();
		try {
			return super.call(invocation);
		}
		finally {
			this.reader.exitCall();
		}
	}

	@Override
	void after() {
		super.after();
		this.reader.settle();
	}

	@Override
	void send(PostDelete<?> signal, SenderRoutes routes, boolean heldBack) {
		this.reader.deleted(signal.instance(), context(signal.instance(), routes));
		this.dispatcher.now(signal, routes);
	}

}
