package io.github.signals.capture.repository;

import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWrite.Operation;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.dispatch.SqlStatement;

/**
 * A {@code @Modifying} query of Spring Data JDBC, which is one statement. Those of JPA
 * are noticed where they are executed.
 *
 * @param operation what it does
 */
record ModifyingQuery(Operation operation) {

	private static final String QUERY = "org.springframework.data.jdbc.repository.query.Query";

	private static final String MODIFYING = "org.springframework.data.jdbc.repository.query.Modifying";

	/**
	 * Read a method. A query that is kept elsewhere under a name counts as an update.
	 * @return the query, or {@code null} if it is none
	 */
	static @Nullable ModifyingQuery of(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method);
		if (!annotations.isPresent(MODIFYING)
				|| !annotations.isPresent(QUERY) && RepositoryOperation.isNamedAsDelete(method)) {
			return null;
		}
		SqlStatement statement = SqlStatement.of(annotations.get(QUERY).getValue("value", String.class).orElse(""));
		return new ModifyingQuery((statement != null) ? statement.operation() : Operation.UPDATE);
	}

	/**
	 * Execute it, and signal what it has written.
	 */
	@Nullable Object proceed(MethodInvocation invocation, Dispatcher dispatcher, @Nullable String using, SenderRoutes routes)
			throws Throwable {
		Object result = invocation.proceed();
		dispatcher.written(new BulkWrite<>(routes.sender(), this.operation, rows(result), null,
				dispatcher.context(using, Origin.BULK, (instance) -> null)), routes);
		return result;
	}

	private static long rows(@Nullable Object result) {
		if (result instanceof Number count) {
			return count.longValue();
		}
		return Boolean.FALSE.equals(result) ? 0 : -1;
	}

}
