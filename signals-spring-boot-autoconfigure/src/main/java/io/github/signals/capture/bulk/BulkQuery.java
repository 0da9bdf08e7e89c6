package io.github.signals.capture.bulk;

import java.lang.reflect.Method;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.BulkSignals;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals that a query has written rows, in the transaction of its session.
 *
 * @param session the session that it was made by
 * @param signals finds who hears the statements of its factory
 */
record BulkQuery(Object session, BulkSignalsLookup signals) {

	/**
	 * Have the execution of a query noticed.
	 */
	static Object of(Query query, Object session, BulkSignalsLookup signals) {
		return Noticing.ofFluent(query, new BulkQuery(session, signals)::call);
	}

	private @Nullable Object call(Object query, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		boolean executing = method.getName().equals("executeUpdate") && method.getParameterCount() == 0;
		return executing ? execute((Query) query, method) : Noticing.call(query, method, arguments);
	}

	private @Nullable Object execute(Query query, Method method) throws Throwable {
		SharedSessionContractImplementor own = (this.session instanceof EntityManager manager)
				? manager.unwrap(SharedSessionContractImplementor.class)
				: (SharedSessionContractImplementor) this.session;
		BulkStatement statement = BulkStatement.of(query, own);
		BulkSignals<SharedSessionContractImplementor> signals = this.signals.find(own.getFactory());
		if (statement == null || signals == null) {
			return Noticing.call(query, method, null);
		}
		SenderRoutes routes = signals.routes(statement.sender());
		return routes.of(BulkWrite.class).isEmpty() ? Noticing.call(query, method, null)
				: execute(query, method, own, statement, signals, routes);
	}

	private static @Nullable Object execute(Query query, Method method, SharedSessionContractImplementor session,
			BulkStatement statement, BulkSignals<SharedSessionContractImplementor> signals, SenderRoutes routes)
			throws Throwable {
		List<?> ids = routes.of(BulkWrite.class).asksIds() ? statement.selectIds(query, session) : null;
		DispatchContext context = signals.context(Origin.BULK);
		Object rows = Noticing.call(query, method, null);
		long count = (rows instanceof Number number) ? number.longValue() : -1;
		signals.written(new BulkWrite<>(statement.sender(), statement.operation(), count, ids, context), routes,
				session);
		return rows;
	}

}
