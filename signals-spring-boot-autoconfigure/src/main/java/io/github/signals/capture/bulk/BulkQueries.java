package io.github.signals.capture.bulk;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import org.hibernate.Session;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.StatelessSessionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Signals the statements that are executed through the sessions of a factory, for which
 * Hibernate has no event. As long as no receiver hears them, the sessions are Hibernate's
 * own.
 *
 * @since 0.1.0
 */
public final class BulkQueries {

	private final BooleanSupplier heard;

	private final BulkSignalsLookup signals;

	private final Map<EntityManagerFactory, EntityManagerFactory> factories = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param heard tells whether a receiver hears statements
	 * @param signals finds who hears the statements of a factory
	 */
	public BulkQueries(BooleanSupplier heard, BulkSignalsLookup signals) {
		this.heard = heard;
		this.signals = signals;
	}

	/**
	 * Wrap a factory so that it hands out sessions whose statements are noticed, whatever
	 * their kind and however they are opened.
	 * @param factory the factory
	 * @return a proxy with all of its interfaces
	 */
	public EntityManagerFactory wrap(EntityManagerFactory factory) {
		return this.factories.computeIfAbsent(factory,
				(target) -> (EntityManagerFactory) Noticing.of(target, this::callFactory));
	}

	private @Nullable Object callFactory(Object factory, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		Object result = Noticing.call(factory, method, withNoticedSession(arguments));
		if (!method.getName().equals("unwrap")) {
			return noticed(result);
		}
		// An application asks for the session factory; what asks for more gets
		// Hibernate's own.
		boolean asked = Noticing.isAsked(SessionFactory.class, arguments);
		return (asked && result instanceof EntityManagerFactory unwrapped) ? wrap(unwrapped) : result;
	}

	/**
	 * Have work that is given to a factory get a session whose statements are noticed.
	 */
	@SuppressWarnings("unchecked")
	private @Nullable Object @Nullable [] withNoticedSession(@Nullable Object @Nullable [] arguments) {
		if (arguments == null || arguments.length != 1) {
			return arguments;
		}
		if (arguments[0] instanceof Consumer<?> work) {
			Consumer<@Nullable Object> noticed = (session) -> ((Consumer<@Nullable Object>) work)
				.accept(noticed(session));
			return new Object[] { noticed };
		}
		if (arguments[0] instanceof Function<?, ?> work) {
			Function<@Nullable Object, @Nullable Object> noticed = (
					session) -> ((Function<@Nullable Object, @Nullable Object>) work).apply(noticed(session));
			return new Object[] { noticed };
		}
		return arguments;
	}

	/**
	 * Return what is handed out instead: sessions, and what opens them, are noticed.
	 */
	private @Nullable Object noticed(@Nullable Object result) {
		if (result instanceof EntityManager || result instanceof StatelessSession) {
			return this.heard.getAsBoolean() ? session(result) : result;
		}
		if (result instanceof SessionBuilder || result instanceof StatelessSessionBuilder) {
			return Noticing.ofFluent(result,
					(builder, method, arguments) -> noticed(Noticing.call(builder, method, arguments)));
		}
		return result;
	}

	private Object session(Object session) {
		return Noticing.of(session, this::callSession);
	}

	private @Nullable Object callSession(Object session, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		Object result = Noticing.call(session, method, arguments);
		if (result == null) {
			return null;
		}
		return switch (method.getName()) {
			// An application asks for the session; what asks for more gets Hibernate's
			// own.
			case "unwrap" -> Noticing.isAsked(Session.class, arguments) ? session(result) : result;
			case "getSessionFactory", "getEntityManagerFactory" -> wrap((EntityManagerFactory) result);
			case "sessionWithOptions", "statelessWithOptions" -> noticed(result);
			default -> (result instanceof Query query) ? BulkQuery.of(query, session, this.signals) : result;
		};
	}

}
