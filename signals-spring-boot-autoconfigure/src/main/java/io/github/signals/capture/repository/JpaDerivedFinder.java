package io.github.signals.capture.repository;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.query.DefaultJpaQueryMethodFactory;
import org.springframework.data.jpa.repository.query.EscapeCharacter;
import org.springframework.data.jpa.repository.query.JpaQueryConfiguration;
import org.springframework.data.jpa.repository.query.JpaQueryLookupStrategy;
import org.springframework.data.jpa.repository.query.QueryEnhancerSelector;
import org.springframework.data.jpa.repository.query.QueryRewriterProvider;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/**
 * Has Spring Data JPA derive and run the same {@code deleteBy…} query once more, with an
 * entity manager that collects what it is told to remove. The delete then finds the same
 * entities in the persistence context.
 */
final class JpaDerivedFinder implements DerivedFinder {

	private static final NamedQueries NO_NAMED_QUERIES = PropertiesBasedNamedQueries.EMPTY;

	private final Supplier<EntityManager> entityManager;

	private final RepositoryMetadata metadata;

	private final ConcurrentMap<Method, RepositoryQuery> queries = new ConcurrentHashMap<>();

	private final ThreadLocal<@Nullable Collected> found = new ThreadLocal<>();

	JpaDerivedFinder(Supplier<EntityManager> entityManager, RepositoryMetadata metadata) {
		this.entityManager = entityManager;
		this.metadata = metadata;
	}

	@Override
	public List<?> find(Method method, @Nullable Object[] arguments) {
		RepositoryQuery query = this.queries.computeIfAbsent(method, this::derive);
		Collected collected = new Collected(new ArrayList<>(), Collections.newSetFromMap(new IdentityHashMap<>()));
		this.found.set(collected);
		try {
			query.execute(arguments);
			return collected.entities();
		}
		finally {
			this.found.remove();
		}
	}

	private RepositoryQuery derive(Method method) {
		EntityManager em = collecting(this.entityManager.get());
		JpaQueryConfiguration configuration = new JpaQueryConfiguration(QueryRewriterProvider.simple(),
				QueryEnhancerSelector.DEFAULT_SELECTOR, ValueExpressionDelegate.create(), EscapeCharacter.DEFAULT);
		return JpaQueryLookupStrategy
			.create(em, new DefaultJpaQueryMethodFactory(PersistenceProvider.fromEntityManager(em)),
					QueryLookupStrategy.Key.CREATE, configuration)
			.resolveQuery(method, this.metadata, new SpelAwareProxyProjectionFactory(), NO_NAMED_QUERIES);
	}

	private EntityManager collecting(EntityManager em) {
		return (EntityManager) Proxy.newProxyInstance(EntityManager.class.getClassLoader(),
				new Class<?>[] { EntityManager.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("remove")) {
						collect(arguments[0]);
						return null;
					}
					try {
						return method.invoke(em, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private void collect(Object entity) {
		Collected collected = this.found.get();
		if (collected != null && collected.seen().add(entity)) {
			collected.entities().add(entity);
		}
	}

	/**
	 * What one query finds: each entity once, though a join may find it several times.
	 */
	private record Collected(List<Object> entities, Set<Object> seen) {

	}

}
